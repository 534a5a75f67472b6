import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSqliteStore } from '../../src/store/engines/sqlite.ts';
import { storeContract } from '../support/store-contract.ts';
import { auditOf, issuerOf, reserve } from '../support/store-fixtures.ts';

let folder: string;
let files = 0;
const newPath = () => join(folder, `${++files}.sqlite`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-sqlite-'));
});
afterAll(() => rm(folder, { recursive: true }));

storeContract('SQLite', async (options) => {
  const path = newPath();
  let store = await openSqliteStore(path, options);
  return {
    store,
    async reopen() {
      await store.close();
      store = await openSqliteStore(path, options);
      return store;
    },
    async run(statement) {
      const database = new Database(path);
      try {
        database.exec(statement);
      } finally {
        database.close();
      }
    },
    close: () => store.close(),
  };
});

describe('the SQLite engine', () => {
  test('keeps its files to their owner', async () => {
    const path = join(folder, 'new', 'folder', 'lectern.sqlite');
    const store = await openSqliteStore(path);
    await store.migrate();
    for (const file of [path, `${path}-wal`, `${path}-shm`])
      expect((await stat(file)).mode & 0o777).toBe(0o600);
    await store.close();
  });

  test('lets several writers take turns without stopping the process', async () => {
    const path = newPath();
    const [one, other] = [await openSqliteStore(path), await openSqliteStore(path)];
    await Promise.all([one.migrate(), other.migrate()]);
    await one.saveIssuer(issuerOf(''), auditOf('issuer-saved', ''));
    const places = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => (await reserve(i % 2 ? one : other)).status?.index),
    );
    expect(new Set(places).size).toBe(60);
    expect(await one.listAudit({ limit: 100 })).toHaveLength(61);
    for (const store of [one, other]) await store.close();
  });

  test('reads set bits, ascending, with the version of their ledger', async () => {
    const path = newPath();
    const store = await openSqliteStore(path);
    await store.migrate();
    await store.saveIssuer(issuerOf(''), auditOf('issuer-saved', ''));
    const indices: number[] = [];
    for (let i = 0; i < 5; i++) indices.push((await reserve(store)).status?.index ?? -1);
    const set = indices.slice(0, 3).sort((a, b) => a - b);
    const database = new Database(path);
    database.exec(`update status_entries set is_set = 1 where status_list_index in (${set.join(',')})`);
    database.exec('update status_lists set ledger_version = 3');
    database.close();
    expect(await store.readStatusBits(1)).toEqual({ ledgerVersion: 3, indices: set });
    expect(await store.readStatusBits(2)).toEqual({ ledgerVersion: 0, indices: [] });
    await store.close();
  });
});
