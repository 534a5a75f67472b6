import { digestMultibase, utf8 } from '../../model/bytes.ts';
import type { HeldCredential } from '../../program/held-credential.ts';
import type { StoredAward } from '../build-award.ts';
import type { Issuing } from '../issuing.ts';

/**
 * The parts of a full credential that is issued anew as it was: each one's last successor, or itself where nothing took its place.
 * Whether they are in force was decided when the full credential was left in force.
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
    if (record === null) throw new Error('a part is recorded');
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
