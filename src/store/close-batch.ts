import { sql, type Transaction } from 'kysely';
import { assertKeysInForce } from './assert-recordable.ts';
import { appendAuditEvent } from './audit-log.ts';
import { type BatchRecord, batchRowKey, type IssuanceClosing } from './batch-store.ts';
import { lockBatch, readBatch } from './batches.ts';
import { credentialRow, shareRow } from './close-issuance.ts';
import type { AuditEntry } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import { storedJson } from './stored-json.ts';
import type { Tables } from './tables.ts';
import { findReplaceable, predecessorNotInForce, type Successor, takeOver } from './take-over.ts';

/** One that this call closes, with what its issuance says. */
type Closed = IssuanceClosing & { credentialId: string; idempotencyKey: string; replaces: string | null };
type Issued = Extract<Closed, { credential: unknown }>;
type Refused = Extract<Closed, { problem: unknown }>;

export function closeBatchIssuances(
  database: SqlDatabase,
  { id }: { id: string },
  closings: readonly IssuanceClosing[],
  audit: (closed: readonly { credentialId: string; state: 'issued' | 'refused' }[]) => AuditEntry,
): Promise<BatchRecord> {
  return inTransaction(database, async (trx) => {
    await assertKeysInForce(
      database,
      trx,
      closings.flatMap((closing) => ('credential' in closing ? closing.credential : [])),
    );
    const closed = await refuseUnreplaceable(database, trx, await lockReserved(database, trx, closings));
    const issued = closed.filter((one) => 'credential' in one);
    const refused = closed.filter((one) => 'problem' in one);
    const replacements = await recordIssued(database, trx, issued);
    await recordRefused(database, trx, refused);
    const batch = await countClosed(database, trx, id, issued, refused);
    if (closed.length > 0)
      await appendAuditEvent(
        trx,
        audit(
          closed.map((one) => ({
            credentialId: one.credentialId,
            state: 'credential' in one ? 'issued' : 'refused',
          })),
        ),
      );
    for (const entry of replacements) await appendAuditEvent(trx, entry);
    return batch;
  });
}

/** Those that are still reserved, in the order of the closings, each once. Nobody else closes them meanwhile. */
async function lockReserved(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  closings: readonly IssuanceClosing[],
): Promise<Closed[]> {
  const byId = new Map(closings.map((closing) => [closing.issuanceId, closing]));
  const issuances = trx
    .selectFrom('issuances')
    .select(['id', 'state', 'credentialId', 'idempotencyKey', 'replaces'])
    .where(bulk.isOneOf(sql.ref('id'), [...byId.keys()]))
    .orderBy('seq');
  const rows = await bulk.locking(issuances).execute();
  if (rows.length < byId.size) throw new Error('only an issuance that was reserved can be closed');
  const open = new Map(rows.filter(({ state }) => state === 'reserved').map((row) => [row.id, row]));
  return [...byId.values()].flatMap((closing) => {
    const issuance = open.get(closing.issuanceId);
    return issuance ? { ...closing, ...issuance } : [];
  });
}

/** What would take the place of a credential that is not in force any more is refused. */
async function refuseUnreplaceable(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  closed: readonly Closed[],
): Promise<Closed[]> {
  const { due, successors } = await findReplaceable(database, trx, successorsOf(closed));
  if (due.length === successors.length) return [...closed];
  const isDue = new Set(due.map(({ credentialId }) => credentialId));
  const { code, detail } = predecessorNotInForce();
  return closed.map(({ issuanceId, credentialId, idempotencyKey, replaces, ...rest }) => {
    const one = { issuanceId, credentialId, idempotencyKey, replaces };
    return replaces === null || isDue.has(credentialId)
      ? ({ ...one, ...rest } as Closed)
      : { ...one, problem: { code, detail } };
  });
}

function successorsOf(closed: readonly Closed[]): Successor[] {
  return closed.flatMap((one) =>
    'credential' in one && one.replaces !== null
      ? { credentialId: one.credentialId, replaces: one.replaces, credential: one.credential }
      : [],
  );
}

async function recordIssued(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  issued: readonly Issued[],
): Promise<AuditEntry[]> {
  if (issued.length === 0) return [];
  const { bulk } = database;
  await trx
    .updateTable('issuances')
    .set({ state: 'issued' })
    .where(
      bulk.isOneOf(
        sql.ref('id'),
        issued.map(({ issuanceId }) => issuanceId),
      ),
    )
    .execute();
  const credentials = issued.map((one) => credentialRow(one.credentialId, one.credential));
  const recorded = await bulk.insertNew(trx, 'credentials', credentials, 'id');
  if (recorded.size < credentials.length) throw new Error('a credential is recorded once');
  const { linked, audit } = await takeOver(database, trx, successorsOf(issued));
  const shares = issued.flatMap((one) =>
    linked.has(one.credentialId) ? [] : (shareRow(one.credentialId, one.credential) ?? []),
  );
  const shared = await bulk.insertNew(trx, 'shares', shares, 'id');
  if (shared.size < shares.length) throw new Error('a share id is taken');
  return audit;
}

async function recordRefused(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  refused: readonly Refused[],
): Promise<void> {
  if (refused.length === 0) return;
  const given = refused.map(({ issuanceId, problem }) => ({ issuanceId, reason: storedJson(problem) }));
  await trx
    .updateTable('issuances')
    .from(bulk.rows(given).as('given'))
    .set((eb) => ({ state: 'refused', problem: eb.ref('given.reason') }))
    .whereRef('issuances.id', '=', 'given.issuanceId')
    .execute();
}

/** What belongs to an earlier check is recorded, but counts for nothing in this one. */
async function countClosed(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  id: string,
  issued: readonly Issued[],
  refused: readonly Refused[],
): Promise<BatchRecord> {
  const batch = await lockBatch(database, trx, id);
  if (batch === null) throw new Error('a batch that issued is there');
  const prefix = batchRowKey(id, batch.revision, 0).slice(0, -1);
  const isOwn = ({ idempotencyKey }: Closed) => idempotencyKey.startsWith(prefix);
  const own = issued.filter(isOwn);
  const counts = {
    issued: own.length,
    refused: refused.filter(isOwn).length,
    fallBacks: own.filter(({ fellBack }) => fellBack).length,
  };
  if (counts.issued + counts.refused === 0) return batch;
  const counted = await trx
    .updateTable('batches')
    .set((eb) => ({
      open: eb('open', '-', counts.issued + counts.refused),
      issued: eb('issued', '+', counts.issued),
      refused: eb('refused', '+', counts.refused),
      fallBacks: eb('fallBacks', '+', counts.fallBacks),
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return readBatch(counted);
}
