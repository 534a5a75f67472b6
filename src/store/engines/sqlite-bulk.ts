import { sql } from 'kysely';
import type { BulkSql } from '../bulk-sql.ts';
import type { SqliteStatements } from './sqlite-statements.ts';

/** `statements` are of the connection of the transactions: SQLite has one, and who is in a transaction owns it. */
export function sqliteBulk(statements: SqliteStatements): BulkSql {
  return {
    // One statement run again and again: a row is a few microseconds, Kysely's way to it a hundred.
    async insertNew(trx, table, rows, key) {
      const inserted = new Set<never>();
      const [first] = rows;
      if (first === undefined) return inserted;
      const columns = Object.keys(first) as (keyof typeof first)[];
      const insert = trx
        .insertInto(table)
        .values(first)
        .onConflict((conflict) => conflict.doNothing());
      const statement = statements.prepare(insert.compile().sql);
      for (const row of rows) {
        const { changes } = statement.run(columns.map((column) => row[column]));
        if (changes === 1) inserted.add(row[key as unknown as keyof typeof row] as never);
      }
      return inserted;
    },

    isOneOf: (value, values) => sql`${value} in (select value from json_each(${JSON.stringify(values)}))`,

    rows(rows) {
      const columns = Object.keys(rows[0] ?? {});
      const values = JSON.stringify(rows.map((row) => columns.map((column) => row[column])));
      const members = columns.map((column, i) => sql`value ->> ${sql.lit(i)} as ${sql.ref(column)}`);
      return sql`(select ${sql.join(members)} from json_each(${values}))`;
    },

    locking: (query) => query,
  };
}
