import { sql, type Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import { appendAuditEvent } from './audit-log.ts';
import { assertAuditIsWhole, assertReferences, resetSequences } from './finish-restore.ts';
import { listMigrations, migrateToLatest, migrateUpTo } from './migrations.ts';
import { type ColumnTypes, readColumnTypes } from './read-column-types.ts';
import type { AuditEntry } from './records.ts';
import type { SnapshotRow } from './snapshot-store.ts';
import { SNAPSHOT_TABLE_NAMES, type SnapshotTable } from './snapshot-tables.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/** Rows that travel in one statement. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 4_000_000;

type Restoring = AuditEntry & { details: { sha256: string } };

/** `SnapshotStore.restoreSnapshot`. */
export function restoreSnapshot(
  database: SqlDatabase,
  migrations: readonly string[],
  rows: AsyncIterable<SnapshotRow>,
  audit: Restoring,
): Promise<'restored' | 'unchanged'> {
  const { engine } = database;
  return inTransaction(database, async (trx) => {
    // The lock of the migrator: neither a second restore nor a migration comes in between.
    if (engine === 'postgres') await sql`select pg_advisory_xact_lock(3853314791062309107)`.execute(trx);
    const known = await assertKnown(trx, engine, migrations);
    const tables = await readColumnTypes(trx);
    if (tables.has('auditEvents') && !(await isEmpty(trx))) {
      if (await wasRestored(trx, audit)) return 'unchanged';
      throw new AppError(
        'CONFIG_INVALID',
        'The database is not empty: a backup is restored into an empty instance.',
      );
    }
    if (!isSame(known.applied, migrations)) await dropTables(trx, tables);
    await migrateUpTo({ engine, db: trx }, migrations.at(-1) ?? '');
    await sql`delete from ${sql.table('auditHead')}`.execute(trx);
    const columns = await readColumnTypes(trx);
    try {
      await insertAll(database, trx, columns, rows);
      await assertReferences(trx, engine);
      await assertAuditIsWhole(trx);
    } catch (cause) {
      throw isOfTheRows(cause) ? unfit(cause) : cause;
    }
    await resetSequences(trx, engine, columns);
    await trx.updateTable('statusLists').set({ isOpen: 0 }).execute();
    await migrateToLatest({ engine, db: trx });
    await appendAuditEvent(trx, audit);
    return 'restored';
  });
}

async function assertKnown(
  trx: Transaction<Tables>,
  engine: SqlDatabase['engine'],
  migrations: readonly string[],
): Promise<{ applied: string[] }> {
  const { known, applied } = await listMigrations({ engine, db: trx });
  if (migrations.some((name) => !known.includes(name))) {
    const detail = 'The backup was made by a newer version of Lectern: restore it with that version.';
    throw new AppError('CONFIG_INVALID', detail);
  }
  if (migrations.length === 0 || !isSame(known.slice(0, migrations.length), migrations)) throw unfit();
  return { applied };
}

/** Whatever happens to a store is in its audit log. */
async function isEmpty(trx: Transaction<Tables>): Promise<boolean> {
  const head = await trx.selectFrom('auditHead').select('seq').executeTakeFirst();
  const issuer = await trx.selectFrom('issuers').select('slug').limit(1).executeTakeFirst();
  return (head?.seq ?? 0) === 0 && issuer === undefined;
}

async function wasRestored(
  trx: Transaction<Tables>,
  { action, subject, details }: Restoring,
): Promise<boolean> {
  const last = await trx
    .selectFrom('auditEvents')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.action !== action || last.subject !== subject) return false;
  return JSON.parse(last.details).sha256 === details.sha256;
}

/** They are empty, and of another version of the schema than the rows. */
async function dropTables(trx: Transaction<Tables>, tables: ReadonlyMap<string, ColumnTypes>): Promise<void> {
  const own = [...SNAPSHOT_TABLE_NAMES].reverse();
  for (const table of ['jobs', ...own, 'kyselyMigration', 'kyselyMigrationLock'])
    if (tables.has(table) || table.startsWith('kysely'))
      await sql`drop table if exists ${sql.table(table)}`.execute(trx);
}

async function insertAll(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  tables: ReadonlyMap<string, ColumnTypes>,
  rows: AsyncIterable<SnapshotRow>,
): Promise<void> {
  const counts = new Map<SnapshotTable, number>();
  let table: SnapshotTable | undefined;
  let chunk: SnapshotRow['row'][] = [];
  let characters = 0;
  const flush = async () => {
    const [first] = chunk;
    if (table === undefined || first === undefined) return;
    counts.set(table, (counts.get(table) ?? 0) + chunk.length);
    // The rows are checked against the columns of the table, which the compiler cannot know.
    await database.bulk.insertNew(trx, table, chunk as never, Object.keys(first)[0] as never);
    chunk = [];
    characters = 0;
  };
  for await (const { table: name, row } of rows) {
    const types = tables.get(name);
    const known = SNAPSHOT_TABLE_NAMES.find((own) => own === name);
    if (known === undefined || types === undefined || !fits(row, types)) throw unfit();
    if (known !== table || chunk.length >= MOST_ROWS || characters > MOST_CHARACTERS) await flush();
    table = known;
    chunk.push(row);
    for (const value of Object.values(row)) if (typeof value === 'string') characters += value.length;
  }
  await flush();
  // A row that conflicts with one before it was not inserted.
  for (const [own, count] of counts) if ((await countRows(trx, own)) !== count) throw unfit();
}

async function countRows(trx: Transaction<Tables>, table: SnapshotTable): Promise<number> {
  const { rows } = await sql<{
    all: number;
  }>`select count(*) as ${sql.ref('all')} from ${sql.table(table)}`.execute(trx);
  return rows[0]?.all ?? 0;
}

function fits(row: SnapshotRow['row'], types: ColumnTypes): boolean {
  const entries = Object.entries(row);
  return (
    entries.length === types.size &&
    entries.every(
      ([column, value]) => types.has(column) && (value === null || typeof value === types.get(column)),
    )
  );
}

/** What the databases say of values and constraints (SQLSTATE classes 22 and 23), and not of themselves. */
function isOfTheRows(cause: unknown): boolean {
  const { code } = Object(cause) as { code?: unknown };
  return typeof code === 'string' && /^(2[23][0-9A-Z]{3}|SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)\w*)$/.test(code);
}

/** Without its cause: drivers repeat the values of a row. */
function unfit(cause?: unknown): AppError {
  const { code } = Object(cause) as { code?: unknown };
  const why = typeof code === 'string' ? ` (${code})` : '';
  return new AppError('BACKUP_INVALID', `The backup’s rows do not fit the database or each other${why}.`);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, i) => name === other[i]);
}
