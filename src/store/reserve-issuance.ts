import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import { appendAuditEvent } from './audit-log.ts';
import { drawStatusIndex } from './draw-status-index.ts';
import { findOrCreateHolder } from './holders.ts';
import { readIssuance } from './issuance-rows.ts';
import type { AuditEntry, Issuance, IssuanceIntent } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import { storedTime } from './stored-time.ts';
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
    await assertIssuer(trx, intent.issuerSlug);
    const id = await insertIntent(trx, intent, audit.at);
    if (id === null) return findSame(trx, intent);
    const holderId = intent.holder && (await findOrCreateHolder(trx, intent.holder, audit.at));
    const status = intent.needsStatus
      ? await drawStatusIndex(trx, intent.issuerSlug, database.statusListLength)
      : null;
    const reserved = await trx
      .updateTable('issuances')
      .set({
        holderId,
        statusList: status?.list ?? null,
        statusListIndex: status?.index ?? null,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAuditEvent(trx, audit);
    return readIssuance(reserved);
  });
}

async function assertIssuer(trx: Transaction<Tables>, slug: string): Promise<void> {
  const issuer = await trx.selectFrom('issuers').select('slug').where('slug', '=', slug).executeTakeFirst();
  if (!issuer) throw new AppError('ISSUER_UNKNOWN', 'There is no such issuer.');
}

/** The new row's id; null if the idempotency key or the credential id is taken. */
async function insertIntent(
  trx: Transaction<Tables>,
  intent: IssuanceIntent,
  now: Date,
): Promise<string | null> {
  const inserted = await trx
    .insertInto('issuances')
    .values({
      id: randomUUID(),
      state: 'reserved',
      idempotencyKey: intent.idempotencyKey,
      requestHash: intent.requestHash,
      issuerSlug: intent.issuerSlug,
      kind: intent.kind,
      credentialId: intent.credentialId,
      achievementCode: intent.achievement?.code ?? null,
      achievementVersion: intent.achievement?.version ?? null,
      programCode: intent.achievement?.programCode ?? null,
      programVersion: intent.achievement?.programVersion ?? null,
      issuedAt: storedTime(intent.issuedAt),
      request: JSON.stringify(intent.request),
      reservedAt: storedTime(now),
    })
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
  if (!row) throw new AppError('CREDENTIAL_ID_CONFLICT', 'Another credential has this id already.');
  if (row.requestHash !== intent.requestHash)
    throw new AppError(
      'IDEMPOTENCY_CONFLICT',
      'This idempotency key was used for another request. Use a new key for a new request.',
    );
  return readIssuance(row);
}
