import { AppError, type Subproblem } from '../../model/problem.ts';
import type { Issuing } from '../issuing.ts';
import { requireIssuer } from '../issuing.ts';
import { listAllStandings } from '../status/select-credentials.ts';
import { findRecord, makeRecord } from './make-record.ts';

export interface ManyRecords {
  /** Records that are new, each with its full credential. */
  made: { id: string; of: string }[];
  /** How many were there, and hold what they would hold now. */
  already: number;
  /** Full credentials of which none can be made now, and why. */
  refused: { of: string; problems: Subproblem[] }[];
}

/**
 * Makes the full record of every full credential of this issuer that is in force and has no current one. What cannot be made is told
 * with its reason and the others go on; interrupted, the same again does what is left. Rejects with AppError ISSUER_UNKNOWN,
 * or KEY_UNAVAILABLE when nothing can be signed now.
 */
export async function makeManyRecords(
  issuing: Issuing,
  {
    issuer,
    actor,
    onProgress,
  }: { issuer: string; actor: string; onProgress: (done: number, all: number) => void },
): Promise<ManyRecords> {
  const { slug } = await requireIssuer(issuing.store, issuer);
  const now = issuing.now();
  const standings = await listAllStandings(issuing.store, { issuerSlug: slug, standing: 'in-force' });
  const fulls = standings.filter(
    ({ kind, validUntil }) => kind === 'full' && (validUntil === null || validUntil > now),
  );
  const many: ManyRecords = { made: [], already: 0, refused: [] };
  for (const [i, { id }] of fulls.entries()) {
    try {
      if ((await findRecord(issuing, id)) !== null) many.already++;
      else many.made.push({ id: (await makeRecord(issuing, id, { actor })).credential.id, of: id });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'KEY_UNAVAILABLE') throw error;
      const { code, detail, problems } = error;
      many.refused.push({ of: id, problems: problems.length > 0 ? [...problems] : [{ code, detail }] });
    }
    onProgress(i + 1, fulls.length);
  }
  return many;
}
