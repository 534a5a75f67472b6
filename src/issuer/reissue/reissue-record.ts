import { AppError } from '../../model/problem.ts';
import type { CredentialRecord } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';
import { makeRecord } from '../record/make-record.ts';
import { orderStatusChange } from '../status/order-status.ts';

/**
 * A full record anew after a key was compromised, once what it holds is issued anew: of its full credential as that is now, never
 * with what the key signed. The old one is revoked as replaced and its links lead to the new one; where nothing is left to make a
 * record of, it is withdrawn. Repeating it gives the same. Rejects as `makeRecord` does, but for RECORD_NOT_WHOLE.
 */
export async function reissueRecord(issuing: Issuing, id: string, actor: string): Promise<void> {
  const { store } = issuing;
  const full = await findFullNow(issuing, id);
  if (full === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such full record.');
  try {
    await makeRecord(issuing, full.id, { actor, insteadOf: { id, reason: 'key-compromise' } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'RECORD_NOT_WHOLE') throw error;
  }
  const old = await store.getCredential(id);
  // Nothing took its place, or another one of the same content has done so already.
  if (old === null || old.standing === 'revoked') return;
  await orderStatusChange(issuing, {
    action: 'revoke',
    selection: { credentials: [id] },
    issuer: old.issuerSlug,
    grounds: { reason: 'key-compromise' },
    count: 1,
    actor,
  });
}

/** The full credential of a record, or what took its place last. */
async function findFullNow({ store }: Issuing, recordId: string): Promise<CredentialRecord | null> {
  const fullId = await store.findFullOfRecord(recordId);
  let full = fullId === null ? null : await store.getCredential(fullId);
  while (full !== null && full.replacedBy !== null) full = await store.getCredential(full.replacedBy);
  return full;
}
