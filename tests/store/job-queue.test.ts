import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { openJobQueue } from '../../src/store/open-job-queue.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { queueContract } from '../support/queue-contract.ts';

queueContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-queue-'));
  return {
    url: `sqlite:${join(folder, `${randomUUID()}.sqlite`)}`,
    drop: () => rm(folder, { recursive: true }),
  };
});

queueContract('PostgreSQL', () => createPostgresDatabase());

test('the queue on PostgreSQL outlives connections that break, and leaves nothing behind', async () => {
  const database = await createPostgresDatabase();
  const queue = await openJobQueue(database.url, 'sign', { leaseMs: 60_000 });
  const other = new pg.Client(database.url);
  await other.connect();
  const kill = () =>
    other.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
  for (let round = 0; round < 5; round++) {
    const working = Promise.allSettled([queue.add([{ key: `${round}`, payload: {} }]), queue.take(), kill()]);
    await working;
    await kill();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await queue.add([{ key: 'last', payload: {} }]);
  const { rows: waiting } = await other.query("select id from lectern_jobs.job where state = 'created'");
  for (const _ of waiting) {
    const job = await queue.take();
    if (job === null) throw new Error('as many jobs wait');
    await queue.finish(job);
  }
  // Those whose taker did not hear that it had them are still leased.
  const { rows } = await other.query("select id from lectern_jobs.job where state <> 'active'");
  expect(rows).toEqual([]);
  await other.end();
  await queue.close();
  await database.drop();
});
