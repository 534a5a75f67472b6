import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresStore } from '../../src/store/engines/postgres.ts';
import { openSqliteStore } from '../../src/store/engines/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import type { OpenedStore } from '../support/store-contract.ts';
import { snapshotContract } from '../support/store-contract-snapshot.ts';

const notNeeded = () => Promise.reject(new Error('no test of snapshots needs it'));

async function openSqlite(): Promise<OpenedStore> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-snapshot-'));
  const store = await openSqliteStore(join(dir, 'test.sqlite'));
  return opened(store, () => rm(dir, { recursive: true }));
}

async function openPostgres(): Promise<OpenedStore> {
  const { url, drop } = await createPostgresDatabase();
  return opened(await openPostgresStore(url), drop);
}

function opened(store: Store, remove: () => Promise<void>): OpenedStore {
  return {
    store,
    run: notNeeded,
    reopen: notNeeded,
    async close() {
      await store.close();
      await remove();
    },
  };
}

snapshotContract('SQLite in SQLite', openSqlite, openSqlite);
snapshotContract('SQLite in PostgreSQL', openSqlite, openPostgres);
snapshotContract('PostgreSQL in SQLite', openPostgres, openSqlite);
snapshotContract('PostgreSQL in PostgreSQL', openPostgres, openPostgres);
