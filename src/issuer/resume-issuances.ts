import { AppError } from '../model/problem.ts';
import { finishIssuance } from './finish-issuance.ts';
import type { Issuing } from './issuing.ts';

const PAGE = 100;

/**
 * Finishes what a crash interrupted: every intent that was stored before `before` and has no credential yet. Another
 * process may be at the same one; both make the same bytes and one of them is recorded. What cannot be finished now (no
 * key) stays for the next time; what never can is refused with its reason. Returns how many are issued. Rejects with an
 * AggregateError of what nobody expected, after it has tried all the others.
 */
export async function resumeIssuances(issuing: Issuing, before: Date): Promise<number> {
  let issued = 0;
  const seen = new Set<string>();
  const failures: unknown[] = [];
  for (;;) {
    const page = await issuing.store.listUnfinishedIssuances(before, PAGE + seen.size);
    const fresh = page.filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) break;
    for (const issuance of fresh) {
      seen.add(issuance.id);
      try {
        await finishIssuance(issuing, issuance, 'system');
        seen.delete(issuance.id);
        issued++;
      } catch (error) {
        if (!(error instanceof AppError)) failures.push(error);
      }
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some issuances could not be finished');
  return issued;
}
