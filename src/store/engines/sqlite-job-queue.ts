import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Job, JobQueue, QueueOptions, TakenJob } from '../job-queue.ts';
import { inTransaction, type SqlDatabase } from '../sql-database.ts';
import { readJson, storedJson } from '../stored-json.ts';
import { storedTime } from '../stored-time.ts';
import type { Tables } from '../tables.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

/**
 * A table in the store's own file, over a connection of its own: a store's transaction that waits for something must not
 * hold up the queue. The store's `migrate` makes the table.
 */
export async function openSqliteJobQueue(
  path: string,
  name: string,
  { leaseMs }: QueueOptions,
): Promise<JobQueue> {
  return new SqliteJobQueue(openSqliteDatabase(path), name, leaseMs);
}

class SqliteJobQueue implements JobQueue {
  readonly #database: Pick<SqlDatabase, 'db' | 'bulk'>;
  readonly #queue: string;
  readonly #leaseMs: number;

  constructor(database: Pick<SqlDatabase, 'db' | 'bulk'>, queue: string, leaseMs: number) {
    this.#database = database;
    this.#queue = queue;
    this.#leaseMs = leaseMs;
  }

  async add(jobs: readonly Job[]): Promise<void> {
    const rows = jobs.map(({ key, payload }) => ({
      queue: this.#queue,
      key,
      payload: storedJson(payload),
      availableAt: fromNow(0),
    }));
    await this.#change((trx) => this.#database.bulk.insertNew(trx, 'jobs', rows, 'key'));
  }

  async take(): Promise<TakenJob | null> {
    // Whoever polls an empty queue keeps no writer waiting.
    const waits = await this.#selectNext(this.#database.db).executeTakeFirst();
    if (!waits) return null;
    const lease = randomUUID();
    const taken = await this.#change((trx) =>
      trx
        .updateTable('jobs')
        .set({ lease, availableAt: fromNow(this.#leaseMs) })
        .where('seq', '=', this.#selectNext(trx))
        .returning(['key', 'payload'])
        .executeTakeFirst(),
    );
    return taken ? { key: taken.key, payload: readJson(taken.payload), lease } : null;
  }

  async finish(job: TakenJob): Promise<void> {
    await this.#change((trx) =>
      trx
        .deleteFrom('jobs')
        .where('queue', '=', this.#queue)
        .where('key', '=', job.key)
        .where('lease', '=', job.lease)
        .where('availableAt', '>', fromNow(0))
        .execute(),
    );
  }

  async release(job: TakenJob, delayMs: number): Promise<void> {
    await this.#change((trx) =>
      trx
        .updateTable('jobs')
        .set({ lease: null, availableAt: fromNow(delayMs) })
        .where('queue', '=', this.#queue)
        .where('key', '=', job.key)
        .where('lease', '=', job.lease)
        .where('availableAt', '>', fromNow(0))
        .execute(),
    );
  }

  close(): Promise<void> {
    return this.#database.db.destroy();
  }

  #change<T>(change: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return inTransaction(this.#database, change);
  }

  #selectNext(reader: SqlDatabase['db']) {
    return reader
      .selectFrom('jobs')
      .select('seq')
      .where('queue', '=', this.#queue)
      .where('availableAt', '<=', fromNow(0))
      .orderBy('availableAt')
      .orderBy('seq')
      .limit(1);
  }
}

function fromNow(ms: number): string {
  return storedTime(new Date(Date.now() + ms));
}
