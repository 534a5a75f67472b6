import { describe, expect, it } from 'vitest';
import { openSqliteDatabase } from '../../src/store/engines/sqlite-database.ts';
import { migrateUpTo } from '../../src/store/migrations.ts';
import { readColumnTypes } from '../../src/store/read-column-types.ts';
import type { SnapshotRow } from '../../src/store/snapshot-store.ts';
import { SNAPSHOT_TABLE_NAMES } from '../../src/store/snapshot-tables.ts';
import type { Store } from '../../src/store/store.ts';
import { openSigningOf } from './batch-fixtures.ts';
import type { OpenedStore, OpenStore } from './store-contract.ts';
import { expectChain } from './store-contract-audit.ts';
import { auditOf, credentialOf, issuerOf, reserve } from './store-fixtures.ts';

const AUDIT = { ...auditOf('instance-restored', 'x'), details: { sha256: 'a' } };

/** What each table had in an older schema. */
async function columnsOf(migration: string) {
  const { db } = openSqliteDatabase(':memory:');
  await migrateUpTo({ engine: 'sqlite', db }, migration);
  const columns = await db.transaction().execute(readColumnTypes);
  await db.destroy();
  return columns;
}

async function readAll(store: Store) {
  const snapshot = await store.openSnapshot();
  try {
    return { ...snapshot, rows: await collect(snapshot.rows) };
  } finally {
    await snapshot.close();
  }
}

async function collect(stream: AsyncIterable<SnapshotRow>): Promise<SnapshotRow[]> {
  const rows: SnapshotRow[] = [];
  for await (const row of stream) rows.push(row);
  return rows;
}

async function* streamOf(rows: readonly SnapshotRow[]): AsyncGenerator<SnapshotRow> {
  yield* rows;
}

/** `from` is filled, `to` receives; both of the same engine or not. */
export function snapshotContract(name: string, from: OpenStore, to: OpenStore): void {
  describe(`a snapshot of ${name}`, () => {
    async function prepare(): Promise<{ source: OpenedStore; target: OpenedStore; close(): Promise<void> }> {
      const [source, target] = [await from(), await to()];
      await source.store.migrate();
      const { store } = source;
      await store.saveIssuer(issuerOf(''), auditOf('issuer-saved', ''));
      for (let i = 0; i < 3; i++) {
        const { id } = await reserve(store);
        await store.completeIssuance(
          id,
          credentialOf({ shareId: `s${i}` }),
          auditOf('credential-issued', id),
        );
      }
      await openSigningOf(store, 600);
      return {
        source,
        target,
        async close() {
          await source.close();
          await target.close();
        },
      };
    }

    it('is everything at one moment, and the same again once it is restored', async () => {
      const { source, target, close } = await prepare();
      const snapshot = await source.store.openSnapshot();
      const before = await source.store.listCredentials({ limit: 10 });
      await reserve(source.store);
      const rows = await collect(snapshot.rows);
      await snapshot.close();
      const counts = Object.fromEntries(SNAPSHOT_TABLE_NAMES.map((table) => [table, 0]));
      for (const { table } of rows) counts[table] = (counts[table] ?? 0) + 1;
      expect(counts).toEqual(snapshot.counts);
      expect(counts).toMatchObject({ issuances: 3, statusEntries: 3, batchRows: 600, auditHead: 1 });

      expect(await target.store.restoreSnapshot(snapshot.migrations, streamOf(rows), AUDIT)).toBe('restored');
      expect(await target.store.listCredentials({ limit: 10 })).toEqual(before);
      const events = await target.store.listAudit({ limit: 100 });
      expectChain(events);
      expect(events.at(-1)).toMatchObject({ action: 'instance-restored', details: { sha256: 'a' } });
      const again = await readAll(target.store);
      const same = (all: SnapshotRow[]) =>
        all.filter(({ table }) => !['auditEvents', 'auditHead', 'statusLists'].includes(table));
      expect(same(again.rows)).toEqual(same(rows));
      await close();
    });

    it('leaves a store that goes on: new rows, and indices from a list of its own', async () => {
      const { source, target, close } = await prepare();
      const { migrations, rows } = await readAll(source.store);
      await target.store.restoreSnapshot(migrations, streamOf(rows), AUDIT);
      const { id, status } = await reserve(target.store);
      expect(status?.list).toBe(2);
      await target.store.completeIssuance(
        id,
        credentialOf({ shareId: 'new' }),
        auditOf('credential-issued', id),
      );
      expect((await target.store.listCredentials({ limit: 1 }))[0]?.status).toEqual(status);
      await close();
    });

    it('is refused by a store that is not empty, and given twice is given once', async () => {
      const { source, target, close } = await prepare();
      const { migrations, rows } = await readAll(source.store);
      await expect(source.store.restoreSnapshot(migrations, streamOf(rows), AUDIT)).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
      });
      await target.store.restoreSnapshot(migrations, streamOf(rows), AUDIT);
      expect(await target.store.restoreSnapshot(migrations, streamOf([]), AUDIT)).toBe('unchanged');
      const other = { ...AUDIT, details: { sha256: 'b' } };
      await expect(target.store.restoreSnapshot(migrations, streamOf(rows), other)).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
      });
      await close();
    });

    it('of an older schema is restored as that and migrated, into an empty or a migrated store', async () => {
      const { source, target, close } = await prepare();
      const { rows } = await readAll(source.store);
      const columns = await columnsOf('0001-initial-schema');
      const old = rows
        .filter(({ table }) => columns.has(table))
        .map(({ table, row }) => {
          const isOld = ([column]: [string, unknown]) => columns.get(table)?.has(column);
          return { table, row: Object.fromEntries(Object.entries(row).filter(isOld)) };
        });
      const fresh = await to();
      await target.store.migrate();
      for (const { store } of [target, fresh]) {
        await store.restoreSnapshot(['0001-initial-schema'], streamOf(old), AUDIT);
        expect(await store.listIssuers()).toMatchObject([{ slug: '', needsApproval: false }]);
        expect((await readAll(store)).migrations).toEqual((await readAll(source.store)).migrations);
        expect(await store.listBatches({ limit: 1 })).toEqual([]);
      }
      await fresh.close();
      await close();
    });

    it('that does not fit changes nothing', async () => {
      const { source, target, close } = await prepare();
      const { migrations, rows } = await readAll(source.store);
      const issuer = rows.find(({ table }) => table === 'issuers') as SnapshotRow;
      const share = rows.find(({ table }) => table === 'shares') as SnapshotRow;
      const change = (of: SnapshotRow, row: SnapshotRow['row']) => ({ ...of, row: { ...of.row, ...row } });
      const hostile: SnapshotRow[][] = [
        [...rows, { table: 'sqlite_schema', row: {} }],
        [...rows, { table: 'jobs', row: {} }],
        [...rows, { table: '__proto__', row: {} }],
        [change(issuer, { more: 1 })],
        [change(issuer, { name: 1 })],
        [change(issuer, { name: null })],
        [change(issuer, { needsApproval: 7 })],
        [...rows, issuer],
        rows.filter(({ table }) => table !== 'issuances'),
        [...rows, change(share, { id: 'another', credentialId: 'nobody' })],
        rows.filter(({ table, row }) => table !== 'auditEvents' || row['seq'] !== 3),
      ];
      for (const [i, made] of hostile.entries()) {
        await expect(
          target.store.restoreSnapshot(migrations, streamOf(made), AUDIT),
          `hostile ${i}`,
        ).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
      }
      for (const names of [['0001-initial-schema', '9999-of-the-future'], ['9999-of-the-future']]) {
        await expect(target.store.restoreSnapshot(names, streamOf(rows), AUDIT)).rejects.toMatchObject({
          code: 'CONFIG_INVALID',
          detail: expect.stringContaining('newer'),
        });
      }
      for (const names of [[], ['0002-batches']]) {
        await expect(target.store.restoreSnapshot(names, streamOf(rows), AUDIT)).rejects.toMatchObject({
          code: 'BACKUP_INVALID',
        });
      }
      expect(await target.store.restoreSnapshot(migrations, streamOf(rows), AUDIT)).toBe('restored');
      await close();
    });
  });
}
