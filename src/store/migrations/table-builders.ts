import { type ColumnDataType, type Expression, type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';

export type ColumnType = ColumnDataType | Expression<unknown>;

/** What differs between the engines in every table. */
export function buildTables(db: Kysely<unknown>, engine: Store['engine']) {
  const table = (name: string) => {
    const builder = db.schema.createTable(name);
    return engine === 'sqlite' ? builder.modifyEnd(sql`strict`) : builder;
  };
  // Collation "C" sorts by code point, as SQLite does, whatever language the server was set up in.
  const text: ColumnType = engine === 'postgres' ? sql`text collate "C"` : 'text';
  return {
    text,
    table,
    /** A table whose rows keep the order of their insertion. */
    sequence: (name: string) =>
      engine === 'sqlite'
        ? table(name).addColumn('seq', 'integer', (c) => c.primaryKey().autoIncrement())
        : table(name).addColumn('seq', 'bigint', (c) => c.primaryKey().generatedByDefaultAsIdentity()),
  };
}
