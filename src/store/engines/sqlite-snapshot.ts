import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect, sql } from 'kysely';
import type { Snapshot } from '../sql-database.ts';
import type { Tables } from '../tables.ts';

/** On a connection of its own: in WAL mode a reader keeps what it began with, and writers go on. */
export async function beginSqliteSnapshot(path: string): Promise<Snapshot> {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database }),
    plugins: [new CamelCasePlugin()],
  });
  try {
    const trx = await db.startTransaction().execute();
    // A deferred transaction begins with its first look at the data.
    await sql`select count(*) from sqlite_schema`.execute(trx);
    return {
      db: trx,
      async end() {
        await trx.rollback().execute();
        await db.destroy();
      },
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
