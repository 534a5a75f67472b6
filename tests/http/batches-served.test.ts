import { once } from 'node:events';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  checkRoster,
  countBatchReads,
  move,
  readBatch,
  rosterOf,
  rosterRow,
  signAll,
} from '../support/batch-requests.ts';
import { createMigratedDatabase } from '../support/postgres.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

/** On PostgreSQL and over real sockets: what the other tests of batches call in memory and on SQLite. */
let test: TestApp;
let database: Awaited<ReturnType<typeof createMigratedDatabase>>;
let server: ReturnType<typeof serve>;
let origin: string;
beforeAll(async () => {
  database = await createMigratedDatabase();
  test = await openTestApp({ databaseUrl: database.url });
  server = serve({ fetch: test.app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(async () => {
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await test.close();
  await database.drop();
});

it('a roster becomes credentials, and whoever watches sees it', async () => {
  const { id } = await checkRoster(test, rosterOf([...Array(30)].map((_, i) => rosterRow(i))));
  await move(test, id, 'start');
  const watched = await fetch(`${origin}/api/batches/${id}/events`, { headers: test.bearer('read') });
  const [text] = await Promise.all([watched.text(), signAll(test)]);
  expect(text).toMatch(/^event: progress\n/);
  expect(text.trimEnd().split('\n\n').at(-1)).toMatch(/^event: done\ndata: \{"state":"done",/);
  expect(await readBatch(test, id)).toMatchObject({ state: 'done', totals: { issued: 30 } });
  const csv = await fetch(`${origin}/api/batches/${id}/results.csv`, { headers: test.bearer('read') });
  expect((await csv.text()).match(/,issued,/g)).toHaveLength(30);
});

it('nobody is asked for a batch that nobody watches any more', async () => {
  const { id } = await checkRoster(test, rosterOf([rosterRow(100)]));
  await move(test, id, 'start');
  const gone = new AbortController();
  const watched = await fetch(`${origin}/api/batches/${id}/events`, {
    headers: test.bearer('read'),
    signal: gone.signal,
  });
  await watched.body?.getReader().read();
  const reads = countBatchReads(test);
  await expect.poll(() => reads.within(1_500), { timeout: 20_000 }).toBeGreaterThan(0);
  gone.abort();
  await expect.poll(() => reads.within(1_500), { timeout: 20_000 }).toBe(0);
  reads.stop();
});

it('a download that breaks off is an error to whoever reads it', async () => {
  const { id } = await checkRoster(test, rosterOf([...Array(1_200)].map((_, i) => rosterRow(1_000 + i))));
  const { listBatchRows } = test.issuing.store;
  let pages = 0;
  test.issuing.store.listBatchRows = (...args) =>
    ++pages > 1 ? Promise.reject(new Error('away')) : listBatchRows(...args);
  try {
    const csv = fetch(`${origin}/api/batches/${id}/results.csv`, { headers: test.bearer('read') });
    await expect(csv.then((response) => response.text())).rejects.toThrow();
  } finally {
    test.issuing.store.listBatchRows = listBatchRows;
  }
});
