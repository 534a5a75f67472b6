import pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import type { BatchRecord } from '../../src/store/batch-store.ts';
import { openPostgresStore } from '../../src/store/engines/postgres.ts';
import { batchIntentOf, openSigningOf, reserveAll } from '../support/batch-fixtures.ts';
import { createMigratedDatabase, createPostgresDatabase } from '../support/postgres.ts';
import { storeContract } from '../support/store-contract.ts';
import { expectChain } from '../support/store-contract-audit.ts';
import { auditOf, issuerOf } from '../support/store-fixtures.ts';

storeContract('PostgreSQL', async (options) => {
  const database = await createMigratedDatabase();
  let store = await openPostgresStore(database.url, options);
  return {
    store,
    async reopen() {
      await store.close();
      store = await openPostgresStore(database.url, options);
      return store;
    },
    async run(statement) {
      const client = new pg.Client(database.url);
      await client.connect();
      try {
        await client.query(statement);
      } finally {
        await client.end();
      }
    },
    async close() {
      await store.close();
      await database.drop();
    },
  };
});

describe('the PostgreSQL engine', () => {
  test('stores bodies uncompressed', async () => {
    const database = await createPostgresDatabase();
    const store = await openPostgresStore(database.url);
    await store.migrate();
    const client = new pg.Client(database.url);
    await client.connect();
    const { rows } = await client.query(
      "select attstorage from pg_attribute where attname = 'body' and attrelid = 'credentials'::regclass",
    );
    expect(rows).toEqual([{ attstorage: 'e' }]);
    await client.end();
    await store.close();
    await database.drop();
  });

  test('outlives connections that break, idle or in the middle of a change', async () => {
    const database = await createPostgresDatabase();
    const store = await openPostgresStore(database.url, { maxConnections: 4 });
    await store.migrate();
    const killer = new pg.Client(database.url);
    await killer.connect();
    const killAll = () =>
      killer.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lectern' and datname = current_database()",
      );
    let kept = 0;
    for (let round = 0; round < 10; round++) {
      const changes = Array.from({ length: 8 }, () => store.appendAudit(auditOf('noted', 'x')));
      const settled = Promise.allSettled(changes);
      await killAll();
      kept += (await settled).filter(({ status }) => status === 'fulfilled').length;
    }
    await killAll();
    // Until the pool has heard of the last ones that broke.
    await vi.waitFor(() => store.appendAudit(auditOf('noted', 'last')), { timeout: 10_000 });
    const events = await store.listAudit({ limit: 1_000 });
    // A connection that breaks while it commits leaves it open whether the change was kept.
    expect(events.length).toBeGreaterThan(kept);
    expectChain(events);
    await killer.end();
    await store.close();
    await database.drop();
  });

  test('creates the same people in one order, so that two batches do not wait for each other in a circle', async () => {
    const database = await createPostgresDatabase();
    const store = await openPostgresStore(database.url);
    await store.migrate();
    await store.saveIssuer(issuerOf(''), auditOf('issuer-saved', ''));
    const blocker = new pg.Client(database.url);
    await blocker.connect();
    // Both have created one of the three when they come to this one, and wait.
    await blocker.query('begin');
    await blocker.query(
      "insert into holders (id, external_id, name, created_at) values ('x', 'P-2', 'P', '')",
    );
    const [first, second] = [await openSigningOf(store, 3), await openSigningOf(store, 3)];
    const reserve = (batch: BatchRecord, people: readonly string[]) =>
      reserveAll(
        store,
        batch,
        people.map((externalId, i) => batchIntentOf(batch, i, { holder: { externalId, name: 'P' } })),
      );
    const reserving = Promise.all([
      reserve(first, ['P-1', 'P-2', 'P-3']),
      reserve(second, ['P-3', 'P-2', 'P-1']),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await blocker.query('rollback');
    const issuances = (await reserving).flat().filter((issuance) => issuance !== null);
    expect(issuances).toHaveLength(3);
    await blocker.end();
    await store.close();
    await database.drop();
  });

  test('rejects when there is no server', async () => {
    const store = await openPostgresStore('postgres://nobody@127.0.0.1:1/nothing');
    await expect(store.ping()).rejects.toThrow();
    await store.close();
  });
});
