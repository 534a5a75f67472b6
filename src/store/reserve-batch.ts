import { sql, type Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import { appendAuditEvent } from './audit-log.ts';
import type { BatchIntent } from './batch-store.ts';
import { lockBatch } from './batches.ts';
import { drawStatusIndices, type StatusPlace } from './draw-status-indices.ts';
import { findIntentHolders } from './find-intent-holders.ts';
import { type Candidate, partHeld } from './held-awards.ts';
import { issuanceRow, readIssuance } from './issuance-rows.ts';
import { assertIssuers } from './issuers.ts';
import type { AuditEntry, Issuance, IssuanceIntent, StatusPurpose } from './records.ts';
import { credentialIdConflict, idempotencyConflict, readSame } from './reserve-issuance.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

interface BatchAt {
  id: string;
  revision: number;
  at: Date;
}

/**
 * The batch's row is locked first. So nobody else reserves for it meanwhile: an issuance that is not there when its key is
 * looked for will not be there when it is inserted, and its index is not drawn in vain.
 */
export function reserveBatchIssuances(
  database: SqlDatabase,
  batch: BatchAt,
  intents: readonly BatchIntent[],
  audit: (reserved: readonly Issuance[]) => AuditEntry,
): Promise<(Issuance | null)[]> {
  return inTransaction(database, async (trx) => {
    await lockSigningBatch(database, trx, batch);
    const issuances = await findSame(database, trx, intents);
    const fresh = await selectFresh(database, trx, batch, intents, issuances);
    if (fresh.length > 0) {
      const candidates = await findCandidates(database, trx, fresh, batch.at);
      const { due, held } = await partHeld(database, trx, candidates, batch.at);
      await markHeld(database, trx, batch, held);
      const reserved = await insertIssuances(database, trx, due, batch.at);
      for (const issuance of reserved) issuances.set(issuance.idempotencyKey, issuance);
      if (reserved.length > 0) await appendAuditEvent(trx, audit(reserved));
    }
    return intents.map(({ idempotencyKey }) => issuances.get(idempotencyKey) ?? null);
  });
}

async function lockSigningBatch(database: SqlDatabase, trx: Transaction<Tables>, { id, revision }: BatchAt) {
  const batch = await lockBatch(database, trx, id);
  if (batch?.state !== 'signing' || batch.revision !== revision)
    throw new AppError('BATCH_STATE', 'The batch is not being signed, or was checked anew.');
}

/** The issuances that are there already, by their keys. */
async function findSame(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  intents: readonly BatchIntent[],
): Promise<Map<string, Issuance>> {
  const rows = await trx
    .selectFrom('issuances')
    .selectAll()
    .where(
      bulk.isOneOf(
        sql.ref('idempotencyKey'),
        intents.map(({ idempotencyKey }) => idempotencyKey),
      ),
    )
    .execute();
  const known = new Map(rows.map((row) => [row.idempotencyKey, row]));
  const issuances = new Map<string, Issuance>();
  for (const intent of intents) {
    const row = known.get(intent.idempotencyKey);
    if (row) issuances.set(row.idempotencyKey, readSame(row, intent));
  }
  return issuances;
}

/** Those to reserve, each key once: their row is `ready` and has no issuance yet. */
async function selectFresh(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  batch: BatchAt,
  intents: readonly BatchIntent[],
  issuances: ReadonlyMap<string, Issuance>,
): Promise<BatchIntent[]> {
  const fresh = new Map<string, BatchIntent>();
  for (const intent of intents) {
    const same = fresh.get(intent.idempotencyKey);
    if (same && same.requestHash !== intent.requestHash) throw idempotencyConflict();
    if (!issuances.has(intent.idempotencyKey)) fresh.set(intent.idempotencyKey, same ?? intent);
  }
  const positions = [...fresh.values()].map(({ position }) => position);
  const rows = await trx
    .selectFrom('batchRows')
    .select('position')
    .where('batch', '=', batch.id)
    .where('revision', '=', batch.revision)
    .where(bulk.isOneOf(sql.ref('position'), positions))
    .where('state', '=', 'ready')
    .execute();
  const ready = new Set(rows.map(({ position }) => position));
  return [...fresh.values()].filter(({ position }) => ready.has(position));
}

async function findCandidates(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  intents: readonly BatchIntent[],
  now: Date,
): Promise<Candidate[]> {
  await assertIssuers(database, trx, new Set(intents.map(({ issuerSlug }) => issuerSlug)));
  const holderIds = await findIntentHolders(database, trx, intents, now);
  return intents.map((intent, i) => ({ intent, holderId: holderIds[i] ?? null }));
}

/** By what this transaction newly found held, the batch has fewer open rows. */
async function markHeld(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  batch: BatchAt,
  held: readonly Candidate[],
): Promise<void> {
  if (held.length === 0) return;
  await trx
    .updateTable('batchRows')
    .set({ state: 'already' })
    .where('batch', '=', batch.id)
    .where('revision', '=', batch.revision)
    .where(
      bulk.isOneOf(
        sql.ref('position'),
        held.map(({ intent }) => intent.position),
      ),
    )
    .execute();
  await trx
    .updateTable('batches')
    .set((eb) => ({ open: eb('open', '-', held.length), already: eb('already', '+', held.length) }))
    .where('id', '=', batch.id)
    .execute();
}

async function insertIssuances(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  due: readonly Candidate[],
  now: Date,
): Promise<Issuance[]> {
  const statuses = await drawPlaces(database, trx, due, 'revocation', ({ needsStatus }) => needsStatus);
  const holds = await drawPlaces(database, trx, due, 'suspension', ({ needsHold }) => needsHold === true);
  const rows = due.map(({ intent, holderId }) =>
    issuanceRow(
      intent,
      { holderId, status: statuses.get(intent) ?? null, hold: holds.get(intent) ?? null },
      now,
    ),
  );
  const inserted = await database.bulk.insertNew(trx, 'issuances', rows, 'idempotencyKey');
  if (inserted.size < rows.length) throw credentialIdConflict();
  return rows.map(readIssuance);
}

async function drawPlaces(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  due: readonly Candidate[],
  purpose: StatusPurpose,
  isNeeded: (intent: IssuanceIntent) => boolean,
): Promise<Map<IssuanceIntent, StatusPlace>> {
  const byIssuer = Map.groupBy(
    due.map(({ intent }) => intent).filter(isNeeded),
    ({ issuerSlug }) => issuerSlug,
  );
  const places = new Map<IssuanceIntent, StatusPlace>();
  for (const slug of [...byIssuer.keys()].sort()) {
    const intents = byIssuer.get(slug) ?? [];
    const drawn = (await drawStatusIndices(database, trx, slug, purpose, intents.length)).values();
    for (const intent of intents) {
      const place = drawn.next().value;
      if (place) places.set(intent, place);
    }
  }
  return places;
}
