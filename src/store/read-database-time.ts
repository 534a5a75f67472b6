import { sql } from 'kysely';
import type { SqlDatabase } from './sql-database.ts';

/** Milliseconds since 1970 as each engine tells them: a number has no time zone and no driver's own form. */
const EPOCH_MS: Readonly<Record<SqlDatabase['engine'], string>> = {
  sqlite: "cast(unixepoch('subsec') * 1000 as integer)",
  postgres: 'floor(extract(epoch from clock_timestamp()) * 1000)::bigint',
};

export async function readDatabaseTime({ engine, db }: Pick<SqlDatabase, 'engine' | 'db'>): Promise<Date> {
  const { rows } = await sql<{ ms: number }>`select ${sql.raw(EPOCH_MS[engine])} as ms`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('the database says no time');
  return new Date(row.ms);
}
