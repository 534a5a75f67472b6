import type { Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import { appendAuditEvent } from './audit-log.ts';
import { drawStatusIndices } from './draw-status-indices.ts';
import { findIntentHolders } from './find-intent-holders.ts';
import { type IssuanceRow, issuanceRow, readIssuance } from './issuance-rows.ts';
import { assertIssuers } from './issuers.ts';
import type { AuditEntry, Issuance, IssuanceIntent, StatusPurpose } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/**
 * The issuance's row is inserted first and completed afterwards: its two unique keys (idempotency key, credential id)
 * make every caller with the same one wait here until this transaction is over, before anything else is drawn.
 */
export function reserveIssuance(
  database: SqlDatabase,
  intent: IssuanceIntent,
  audit: AuditEntry,
): Promise<Issuance> {
  return inTransaction(database, async (trx) => {
    await assertIssuers(database, trx, new Set([intent.issuerSlug]));
    const id = await insertIntent(trx, intent, audit.at);
    if (id === null) return findSame(trx, intent);
    const [holderId] = await findIntentHolders(database, trx, [intent], audit.at);
    const draw = async (purpose: StatusPurpose, isNeeded: boolean) =>
      (await drawStatusIndices(database, trx, intent.issuerSlug, purpose, isNeeded ? 1 : 0))[0];
    const status = await draw('revocation', intent.needsStatus);
    const hold = await draw('suspension', intent.needsHold === true);
    const reserved = await trx
      .updateTable('issuances')
      .set({
        holderId: holderId ?? null,
        statusList: status?.list ?? null,
        statusListIndex: status?.index ?? null,
        holdList: hold?.list ?? null,
        holdListIndex: hold?.index ?? null,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAuditEvent(trx, audit);
    return readIssuance(reserved);
  });
}

/** The new row's id; null if the idempotency key or the credential id is taken. */
async function insertIntent(
  trx: Transaction<Tables>,
  intent: IssuanceIntent,
  now: Date,
): Promise<string | null> {
  const inserted = await trx
    .insertInto('issuances')
    .values(issuanceRow(intent, { holderId: null, status: null, hold: null }, now))
    // Without naming the idempotency key: two equal requests at once conflict on both keys, in either order.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted?.id ?? null;
}

async function findSame(trx: Transaction<Tables>, intent: IssuanceIntent): Promise<Issuance> {
  const row = await trx
    .selectFrom('issuances')
    .selectAll()
    .where('idempotencyKey', '=', intent.idempotencyKey)
    .executeTakeFirst();
  if (!row) throw credentialIdConflict();
  return readSame(row, intent);
}

/** The issuance that has the intent's key, if it is of the same request. */
export function readSame(row: IssuanceRow, intent: IssuanceIntent): Issuance {
  if (row.requestHash !== intent.requestHash) throw idempotencyConflict();
  return readIssuance(row);
}

export function credentialIdConflict(): AppError {
  return new AppError('CREDENTIAL_ID_CONFLICT', 'Another credential has this id already.');
}

export function idempotencyConflict(): AppError {
  return new AppError(
    'IDEMPOTENCY_CONFLICT',
    'This idempotency key was used for another request. Use a new key for a new request.',
  );
}
