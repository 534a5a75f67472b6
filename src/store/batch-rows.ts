import { sql } from 'kysely';
import { HAS_NO_ISSUANCE, OPEN_OUTCOMES, OUTCOME, selectRows } from './batch-outcomes.ts';
import { type BatchRow, type NewBatchRow, ROW_OUTCOMES, type RowOutcome } from './batch-store.ts';
import { lockBatch } from './batches.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readJson, storedJson } from './stored-json.ts';

export function batchRows(
  database: SqlDatabase,
): Pick<
  Store,
  | 'addBatchRows'
  | 'declineBatchRows'
  | 'listBatchRows'
  | 'listOpenBatchRows'
  | 'listOpenBatchRanges'
  | 'countBatchRows'
> {
  return {
    addBatchRows: (id, revision, rows) =>
      inTransaction(database, async (trx) => {
        const batch = await lockBatch(database, trx, id);
        if (batch?.revision !== revision) return false;
        const values = rows.map((row) => ({ batch: id, revision, ...storedRow(row) }));
        const added = await database.bulk.insertNew(trx, 'batchRows', values, 'position');
        if (added.size < rows.length) throw new Error('a position is taken');
        return true;
      }),

    declineBatchRows: (id, revision, rows) =>
      inTransaction(database, async (trx) => {
        if (rows.length === 0) return;
        const batch = await lockBatch(database, trx, id);
        if (batch?.revision !== revision) return;
        const given = rows.map(({ position, state, problems }) => ({
          position,
          state,
          problems: JSON.stringify(problems),
        }));
        const declined = await trx
          .updateTable('batchRows')
          .from(database.bulk.rows(given).as('given'))
          .set((eb) => ({ state: eb.ref('given.state'), problems: eb.ref('given.problems') }))
          .where('batch', '=', id)
          .where('revision', '=', revision)
          .where('batchRows.state', '=', 'ready')
          .whereRef('batchRows.position', '=', 'given.position')
          .where(HAS_NO_ISSUANCE)
          .returning('batchRows.phase')
          .execute();
        await trx
          .updateTable('batches')
          .set((eb) => ({
            open: eb('open', '-', declined.filter(({ phase }) => phase === batch.phase).length),
          }))
          .where('id', '=', id)
          .execute();
      }),

    async listBatchRows(id, revision, { after, limit, outcomes, phase }) {
      let query = selectWholeRows(database, id, revision);
      if (after !== undefined) query = query.where('batchRows.position', '>', after);
      if (phase !== undefined) query = query.where('batchRows.phase', '=', phase);
      if (outcomes !== undefined) query = query.where(database.bulk.isOneOf(OUTCOME, outcomes));
      const rows = await query.limit(limit).execute();
      return rows.map(readRow);
    },

    async listOpenBatchRows(id, revision, { phase, first, last }) {
      const rows = await selectWholeRows(database, id, revision)
        .where('batchRows.phase', '=', phase)
        .where('batchRows.position', '>=', first)
        .where('batchRows.position', '<=', last)
        .where(OUTCOME, 'in', OPEN_OUTCOMES)
        .execute();
      return rows.map(readRow);
    },

    async listOpenBatchRanges(id, revision, phase, size) {
      const place = sql<number>`${sql.ref('batchRows.position')} / ${sql.lit(size)}`;
      const rows = await selectRows(database.db, id, revision)
        .select(place.as('place'))
        .distinct()
        .where('batchRows.phase', '=', phase)
        .where(OUTCOME, 'in', OPEN_OUTCOMES)
        .orderBy('place')
        .execute();
      return rows.map((row) => ({ first: row.place * size, last: row.place * size + size - 1 }));
    },

    async countBatchRows(id, revision) {
      const rows = await selectRows(database.db, id, revision)
        .select((eb) => [OUTCOME.as('outcome'), eb.fn.countAll<number>().as('count')])
        .groupBy('outcome')
        .execute();
      const counts = Object.fromEntries(ROW_OUTCOMES.map((outcome) => [outcome, 0]));
      for (const { outcome, count } of rows) counts[outcome] = count;
      return counts as Record<RowOutcome, number>;
    },
  };
}

function selectWholeRows(database: SqlDatabase, batch: string, revision: number) {
  return selectRows(database.db, batch, revision)
    .leftJoin('credentials', 'credentials.id', 'issuances.credentialId')
    .leftJoin('shares', 'shares.credentialId', 'credentials.id')
    .select([
      'batchRows.position',
      'batchRows.phase',
      'batchRows.line',
      'batchRows.rowRef',
      'batchRows.state',
      'batchRows.holderName',
      'batchRows.achievement',
      'batchRows.request',
      'batchRows.problems',
      'batchRows.warnings',
      'batchRows.cells',
      OUTCOME.as('outcome'),
      'issuances.id as issuanceId',
      'issuances.credentialId',
      'issuances.problem as refusal',
      'credentials.name as credentialName',
      'shares.id as shareId',
      'shares.turnedOffAt',
    ])
    .orderBy('batchRows.position');
}

type WholeRow = Awaited<ReturnType<ReturnType<typeof selectWholeRows>['executeTakeFirstOrThrow']>>;

function readRow({ turnedOffAt, ...row }: WholeRow): BatchRow {
  return {
    ...row,
    request: readJson(row.request),
    problems: JSON.parse(row.problems),
    warnings: JSON.parse(row.warnings),
    cells: row.cells === null ? null : JSON.parse(row.cells),
    shareIsOff: turnedOffAt !== null,
    refusal: readJson(row.refusal),
  };
}

function storedRow(row: NewBatchRow) {
  return {
    position: row.position,
    phase: row.phase,
    line: row.line,
    rowRef: row.rowRef,
    state: row.state,
    holderName: row.holderName,
    achievement: row.achievement,
    request: storedJson(row.request),
    problems: JSON.stringify(row.problems),
    warnings: JSON.stringify(row.warnings),
    cells: row.cells && JSON.stringify(row.cells),
  };
}
