import type Database from 'better-sqlite3';

export interface SqliteStatements {
  prepare(sql: string): Database.Statement;
  close(): void;
}

/**
 * The database, preparing each statement once: for a short one, preparing takes longer than running. Their number is
 * that of the store's queries, because values are never written into them. SQLite itself prepares anew what a migration
 * changed.
 */
export function statementsOf(database: Database.Database): SqliteStatements {
  const prepared = new Map<string, Database.Statement>();
  return {
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = database.prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
    close: () => database.close(),
  };
}
