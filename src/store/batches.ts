import type { Selectable, Transaction } from 'kysely';
import { appendAuditEvent } from './audit-log.ts';
import type { BatchRecord } from './batch-store.ts';
import type { BatchesTable } from './batch-tables.ts';
import { assertIssuers } from './issuers.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readJson } from './stored-json.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

export function batches(
  database: SqlDatabase,
): Pick<Store, 'openBatch' | 'getBatch' | 'listBatches' | 'listSigningBatches'> {
  return {
    openBatch: (batch, audit) =>
      inTransaction(database, async (trx) => {
        await assertIssuers(database, trx, new Set([batch.issuerSlug]));
        const opened = await trx
          .insertInto('batches')
          .values({ ...batch, createdAt: storedTime(batch.createdAt), ...DRAFT, revision: 0, settings: '{}' })
          .onConflict((conflict) => conflict.columns(['issuerSlug', 'contentHash']).doNothing())
          .returningAll()
          .executeTakeFirst();
        if (opened) {
          await appendAuditEvent(trx, audit);
          return readBatch(opened);
        }
        const known = await trx
          .selectFrom('batches')
          .selectAll()
          .where('issuerSlug', '=', batch.issuerSlug)
          .where('contentHash', '=', batch.contentHash)
          .executeTakeFirstOrThrow();
        return readBatch(known);
      }),

    async getBatch(id) {
      const row = await database.db.selectFrom('batches').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? readBatch(row) : null;
    },

    async listBatches({ after, limit }) {
      let query = database.db.selectFrom('batches').selectAll();
      if (after !== undefined)
        query = query.where('seq', '<', (eb) =>
          eb.selectFrom('batches as last').select('last.seq').where('last.id', '=', after),
        );
      const rows = await query.orderBy('seq', 'desc').limit(limit).execute();
      return rows.map(readBatch);
    },

    async listSigningBatches() {
      const rows = await database.db
        .selectFrom('batches')
        .selectAll()
        .where('state', '=', 'signing')
        .orderBy('seq')
        .execute();
      return rows.map(readBatch);
    },
  };
}

/** What a draft has, whether it is new or is checked anew. */
export const DRAFT = {
  state: 'draft',
  report: null,
  checkedAt: null,
  approvedBy: null,
  approvedAt: null,
  startedAt: null,
  finishedAt: null,
  phase: 0,
  open: 0,
  issued: 0,
  refused: 0,
  already: 0,
  fallBacks: 0,
  problem: null,
} as const;

/** Whoever holds the batch's row alone says what state it is in, and what it counts. */
export async function lockBatch(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  id: string,
): Promise<BatchRecord | null> {
  const row = await bulk
    .locking(trx.selectFrom('batches').selectAll().where('id', '=', id))
    .executeTakeFirst();
  return row ? readBatch(row) : null;
}

export function readBatch(row: Selectable<BatchesTable>): BatchRecord {
  const { seq: _seq, issued, refused, already, fallBacks, ...batch } = row;
  return {
    ...batch,
    createdAt: readTime(row.createdAt),
    settings: readJson(row.settings),
    report: readJson(row.report),
    checkedAt: readTime(row.checkedAt),
    approvedAt: readTime(row.approvedAt),
    startedAt: readTime(row.startedAt),
    finishedAt: readTime(row.finishedAt),
    totals: { issued, refused, already, fallBacks },
    problem: readJson(row.problem),
  };
}
