import type { Transaction } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import { assertKeysInForce, assertRenewable } from './assert-recordable.ts';
import { appendAuditEvent } from './audit-log.ts';
import { findCredential } from './credentials.ts';
import type { AuditEntry, CredentialRecord, NewCredential } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import { storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';
import { findReplaceable, predecessorNotInForce, takeOver } from './take-over.ts';

export function completeIssuance(
  database: SqlDatabase,
  issuanceId: string,
  credential: NewCredential,
  audit: AuditEntry,
): Promise<CredentialRecord> {
  return inTransaction(database, async (trx) => {
    await assertKeysInForce(database, trx, [credential]);
    const { closed, state, credentialId, replaces, renews } = await closeIssuance(trx, issuanceId, {
      state: 'issued',
    });
    if (!closed && state !== 'issued') throw new Error(`a ${state} issuance cannot be completed`);
    if (closed) {
      // What replaces a renewal renews the same, which may have ended in the meantime.
      if (replaces === null) await assertRenewable(database, trx, renews);
      const successors = replaces === null ? [] : [{ credentialId, replaces, credential }];
      const { due } = await findReplaceable(database, trx, successors);
      if (due.length < successors.length) throw predecessorNotInForce();
      await trx.insertInto('credentials').values(credentialRow(credentialId, credential)).execute();
      if (credential.recognizes)
        await trx
          .insertInto('recognitions')
          .values({ id: credentialId, ...credential.recognizes })
          .execute();
      const { linked, audit: replacements } = await takeOver(database, trx, due);
      const share = linked.has(credentialId) ? null : shareRow(credentialId, credential);
      if (share) await trx.insertInto('shares').values(share).execute();
      for (const entry of [audit, ...replacements]) await appendAuditEvent(trx, entry);
    }
    const record = await findCredential(trx, credentialId);
    if (!record) throw new Error('an issued issuance has its credential');
    return record;
  });
}

/** Refused twice is refused once: the first problem stays. */
export function refuseIssuance(
  database: SqlDatabase,
  issuanceId: string,
  problem: JsonObject,
  audit: AuditEntry,
): Promise<void> {
  return inTransaction(database, async (trx) => {
    const { closed, state } = await closeIssuance(trx, issuanceId, {
      state: 'refused',
      problem: JSON.stringify(problem),
    });
    if (!closed && state !== 'refused') throw new Error(`a ${state} issuance cannot be refused`);
    if (closed) await appendAuditEvent(trx, audit);
  });
}

/** Of two processes that close one issuance, the second waits for the first one's row and then finds it closed. */
async function closeIssuance(
  trx: Transaction<Tables>,
  id: string,
  change: { state: 'issued' } | { state: 'refused'; problem: string },
) {
  const closed = await trx
    .updateTable('issuances')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'reserved')
    .returning(['state', 'credentialId', 'replaces', 'renews'])
    .executeTakeFirst();
  if (closed) return { closed: true, ...closed };
  const issuance = await trx
    .selectFrom('issuances')
    .select(['state', 'credentialId', 'replaces', 'renews'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!issuance) throw new Error('only an issuance that was reserved can be closed');
  return { closed: false, ...issuance };
}

export function credentialRow(id: string, credential: NewCredential) {
  return {
    id,
    body: credential.body,
    name: credential.name,
    holderName: credential.holderName,
    validFrom: storedTime(credential.validFrom),
    validUntil: storedTime(credential.validUntil),
    awardedDate: storedTime(credential.awardedDate),
    recordedAt: storedTime(credential.recordedAt),
  };
}

export function shareRow(credentialId: string, { shareId, recordedAt }: NewCredential) {
  return shareId === null
    ? null
    : { id: shareId, credentialId, createdAt: storedTime(recordedAt), turnedOffAt: null };
}
