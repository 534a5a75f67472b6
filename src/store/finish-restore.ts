import { sql, type Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import type { ColumnTypes } from './read-column-types.ts';
import { SNAPSHOT_TABLE_NAMES, SNAPSHOT_TABLES } from './snapshot-tables.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/** What is inserted from now on is numbered after what is there. SQLite looks at the rows itself. */
export async function resetSequences(
  trx: Transaction<Tables>,
  engine: SqlDatabase['engine'],
  tables: ReadonlyMap<string, ColumnTypes>,
): Promise<void> {
  if (engine === 'sqlite') return;
  for (const table of SNAPSHOT_TABLE_NAMES) {
    // An older schema has fewer tables.
    if (!tables.has(table)) continue;
    if (SNAPSHOT_TABLES[table][0] !== 'seq' || table === 'auditEvents') continue;
    const { rows } = await sql<{ next: number }>`
      select coalesce(max(seq), 0) + 1 as next from ${sql.table(table)}
    `.execute(trx);
    await sql`
      alter table ${sql.table(table)} alter column seq restart with ${sql.lit(rows[0]?.next ?? 1)}
    `.execute(trx);
  }
}

/** PostgreSQL has checked each reference by now; SQLite has too, unless the file was opened by someone who forbade it. */
export async function assertReferences(
  trx: Transaction<Tables>,
  engine: SqlDatabase['engine'],
): Promise<void> {
  if (engine === 'postgres') return;
  const { rows } = await sql`pragma foreign_key_check`.execute(trx);
  if (rows.length > 0)
    throw new AppError('BACKUP_INVALID', 'The backup’s rows refer to rows that are not in it.');
}

/**
 * Nothing is missing between the first event and the head, so that the log can be continued. Whether its hashes are right
 * is for whoever audits it: a log that was tampered with must not keep credentials from being restored.
 */
export async function assertAuditIsWhole(trx: Transaction<Tables>): Promise<void> {
  const heads = await trx.selectFrom('auditHead').select('seq').execute();
  const { all, last } = await trx
    .selectFrom('auditEvents')
    .select((eb) => [eb.fn.countAll<number>().as('all'), eb.fn.max('seq').as('last')])
    .executeTakeFirstOrThrow();
  if (heads.length !== 1 || heads[0]?.seq !== all || all !== (last ?? 0))
    throw new AppError('BACKUP_INVALID', 'The backup’s audit log has gaps.');
}
