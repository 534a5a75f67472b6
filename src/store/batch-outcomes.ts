import { type SqlBool, sql } from 'kysely';
import type { RowOutcome } from './batch-store.ts';
import type { Reader } from './sql-database.ts';

/** `batchRowKey` of a row, in SQL. */
export const ROW_KEY = sql<string>`'batch:' || ${sql.ref('batchRows.batch')} || ':' || ${sql.ref('batchRows.revision')} || ':' || ${sql.ref('batchRows.position')}`;

/** What became of a row stands in its issuance and nowhere else; while there is none, its state stands. */
export const OUTCOME = sql<RowOutcome>`coalesce(${sql.ref('issuances.state')}, ${sql.ref('batchRows.state')})`;

/** Of a statement about `batchRows`. */
export const HAS_NO_ISSUANCE = sql<SqlBool>`not exists (select 1 from ${sql.table('issuances')} where ${sql.ref('issuances.idempotencyKey')} = ${ROW_KEY})`;

/** Rows that are neither issued, nor refused, nor left out. */
export const OPEN_OUTCOMES: readonly RowOutcome[] = ['ready', 'reserved'];

/** The rows of one check, each with its issuance. */
export function selectRows(reader: Reader, batch: string, revision: number) {
  return reader
    .selectFrom('batchRows')
    .leftJoin('issuances', (join) => join.on('issuances.idempotencyKey', '=', ROW_KEY))
    .where('batchRows.batch', '=', batch)
    .where('batchRows.revision', '=', revision);
}
