import { sql } from 'kysely';
import { listMigrations } from './migrations.ts';
import type { SnapshotRow, StoreSnapshot } from './snapshot-store.ts';
import { SNAPSHOT_TABLE_NAMES, SNAPSHOT_TABLES, type SnapshotTable } from './snapshot-tables.ts';
import type { Snapshot, SqlDatabase } from './sql-database.ts';

/** Rows that are in memory at once: what a page of credentials takes is then a few megabytes. */
const PAGE = 250;

/** Reads page by page inside one transaction of its own, which sees nothing of what is written after its begin. */
export async function readSnapshot(database: SqlDatabase): Promise<StoreSnapshot> {
  const snapshot = await database.beginSnapshot();
  try {
    const { applied } = await listMigrations({ engine: database.engine, db: snapshot.db });
    const counts: Record<string, number> = {};
    for (const table of SNAPSHOT_TABLE_NAMES) counts[table] = await countRows(snapshot, table);
    return { migrations: applied, counts, rows: readRows(snapshot), close: snapshot.end };
  } catch (error) {
    await snapshot.end();
    throw error;
  }
}

async function countRows({ db }: Snapshot, table: SnapshotTable): Promise<number> {
  const { rows } = await sql<{
    all: number;
  }>`select count(*) as ${sql.ref('all')} from ${sql.table(table)}`.execute(db);
  return rows[0]?.all ?? 0;
}

async function* readRows(snapshot: Snapshot): AsyncGenerator<SnapshotRow> {
  for (const table of SNAPSHOT_TABLE_NAMES) yield* readTable(snapshot, table);
}

async function* readTable({ db }: Snapshot, table: SnapshotTable): AsyncGenerator<SnapshotRow> {
  const key: readonly string[] = SNAPSHOT_TABLES[table];
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let from = sql``;
  for (;;) {
    const page = sql<SnapshotRow['row']>`
      select * from ${sql.table(table)} ${from} order by ${columns} limit ${sql.lit(PAGE)}
    `;
    const { rows } = await page.execute(db);
    for (const row of rows) yield { table, row };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    from = sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`;
  }
}
