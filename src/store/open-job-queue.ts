import { openSqliteJobQueue } from './engines/sqlite-job-queue.ts';
import type { JobQueue, QueueOptions } from './job-queue.ts';
import { type Engines, openWith } from './open-engine.ts';

const SHORTEST_LEASE_MS = 1_000;

const ENGINES: Engines<[name: string, options: QueueOptions], JobQueue> = {
  sqlite: openSqliteJobQueue,
  // Its packages are loaded where there is a PostgreSQL to talk to.
  postgres: async (url, name, options) =>
    (await import('./engines/postgres-job-queue.ts')).openPostgresJobQueue(url, name, options),
};

/**
 * The queue with this name in the store's database, which is migrated already. Whoever opens it gives the same `leaseMs`; at
 * least a second, on PostgreSQL whole seconds.
 */
export function openJobQueue(
  databaseUrl: string,
  name: string,
  { leaseMs }: QueueOptions,
): Promise<JobQueue> {
  return openWith(ENGINES, databaseUrl, name, { leaseMs: Math.max(leaseMs, SHORTEST_LEASE_MS) });
}
