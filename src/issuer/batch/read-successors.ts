import { digestMultibase, utf8 } from '../../model/bytes.ts';
import type { HeldCredential } from '../../program/held-credential.ts';
import type { StoredAward } from '../build-award.ts';
import type { Issuing } from '../issuing.ts';

/**
 * The parts of a full credential that is issued anew: each one's successor, or itself where it stays in force. None at all when one
 * is not in force any more and has no successor: then the full credential is not due.
 */
export async function readSuccessors(
  { store }: Pick<Issuing, 'store'>,
  parts: StoredAward['parts'],
): Promise<HeldCredential[]> {
  const successors: HeldCredential[] = [];
  for (const part of parts) {
    let record = await store.getCredential(part.id);
    while (record !== null && record.replacedBy !== null)
      record = await store.getCredential(record.replacedBy);
    if (record === null || record.standing !== 'in-force') return [];
    successors.push({
      ...part,
      id: record.id,
      name: record.name,
      awardedDate: new Date(part.awardedDate),
      digestMultibase: await digestMultibase(utf8(record.body)),
    });
  }
  return successors;
}
