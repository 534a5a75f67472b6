import { type RawBuilder, sql } from 'kysely';
import type { BulkSql } from '../bulk-sql.ts';
import { postgresArray } from './postgres-array.ts';

type Rows = readonly Record<string, unknown>[];

/** Each column travels as one array: a statement stays as short as it is, however many rows it is about. */
export const postgresBulk: BulkSql = {
  async insertNew(trx, table, rows, key) {
    // A column that is null in every row has no type to tell, and is null when it is left out.
    const columns = Object.keys(rows[0] ?? {}).filter((column) =>
      (rows as Rows).some((row) => row[column] !== null && row[column] !== undefined),
    );
    if (columns.length === 0) return new Set();
    const { rows: inserted } = await sql<Record<typeof key, never>>`
      insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      select * from ${unnest(rows as Rows, columns)} on conflict do nothing returning ${sql.ref(key)}
    `.execute(trx);
    return new Set(inserted.map((row) => row[key]));
  },

  // No values have no type to tell.
  isOneOf: (value, values) =>
    values.length === 0 ? sql`false` : sql`${value} = any(${postgresArray(values)})`,

  rows(rows) {
    const columns = Object.keys(rows[0] ?? {});
    const names = sql.join(columns.map((column) => sql.ref(column)));
    return sql`(select * from ${unnest(rows, columns)} as members (${names}))`;
  },

  locking: (query) => query.forNoKeyUpdate() as typeof query,
};

function unnest(rows: Rows, columns: readonly string[]): RawBuilder<unknown> {
  return sql`unnest(${sql.join(columns.map((column) => postgresArray(rows.map((row) => row[column]))))})`;
}
