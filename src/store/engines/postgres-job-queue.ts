import { PgBoss } from 'pg-boss';
import type { Job, JobQueue, QueueOptions, TakenJob } from '../job-queue.ts';

/** Its tables are its own, apart from those of the store; it makes them itself. */
const SCHEMA = 'lectern_jobs';

/** As often as pg-boss allows. */
const SUPERVISE_MS = 1_000;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** One taking of a job: what pg-boss does with it is nothing once it was taken again. */
interface JobAttempt {
  id: string;
  retryCount: number;
}

/** How many jobs a call found, which pg-boss says and its types leave out. */
interface CommandResponse {
  affected: number;
}

/** What pg-boss keeps of a job: as text, since its jsonb would refuse an escaped U+0000 and reorder members. */
interface BossData {
  job: string;
}

/** On pg-boss, which must be allowed to create a schema in the database. */
export async function openPostgresJobQueue(
  url: string,
  name: string,
  { leaseMs }: QueueOptions,
): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'lectern',
    max: 4,
    schema: SCHEMA,
    // Leases are looked after in `take`, and there is nothing else to do in the background.
    supervise: false,
    schedule: false,
    monitorIntervalSeconds: SUPERVISE_MS / 1_000,
    reindex: false,
    monitorVacuum: false,
  });
  // A connection that breaks is replaced; who needed it hears of it. Without a listener the process would end.
  boss.on('error', () => {});
  const options = {
    expireInSeconds: Math.max(1, Math.ceil(leaseMs / 1_000)),
    retryLimit: 2 ** 31 - 1,
    retentionSeconds: YEAR_SECONDS,
  };
  try {
    await boss.start();
    // Exclusive: one job a key, whether it waits or is leased.
    await boss.createQueue(name, { policy: 'exclusive', ...options });
    await boss.updateQueue(name, options);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return new PostgresJobQueue(boss, name);
}

class PostgresJobQueue implements JobQueue {
  readonly #boss: PgBoss;
  readonly #name: string;
  #supervisedAt = 0;

  constructor(boss: PgBoss, name: string) {
    this.#boss = boss;
    this.#name = name;
  }

  async add(jobs: readonly Job[]): Promise<void> {
    if (jobs.length > 0) await this.#boss.insert(this.#name, jobs.map(bossJob));
  }

  async take(): Promise<TakenJob | null> {
    const job = await this.#fetch();
    if (job !== null || Date.now() - this.#supervisedAt < SUPERVISE_MS) return job;
    this.#supervisedAt = Date.now();
    await this.#boss.supervise(this.#name);
    return this.#fetch();
  }

  async finish({ lease }: TakenJob): Promise<void> {
    const attempt = readLease(lease);
    if (attempt !== null) await this.#boss.deleteJob(this.#name, attempt);
  }

  /** As a new job: one that pg-boss retries would wait as long as its queue says. */
  async release(job: TakenJob, delayMs: number): Promise<void> {
    const attempt = readLease(job.lease);
    if (attempt === null) return;
    const transaction = await this.#boss.getDb().beginTransaction?.();
    if (!transaction) throw new Error('pg-boss has transactions on PostgreSQL');
    const { db } = transaction;
    try {
      const { affected } = (await this.#boss.deleteJob(this.#name, attempt, { db })) as CommandResponse;
      const again = { ...bossJob(job), startAfter: `${delayMs} milliseconds` };
      if (affected > 0) await this.#boss.insert(this.#name, [again], { db });
      await transaction.commit();
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#boss.stop({ graceful: false });
  }

  async #fetch(): Promise<TakenJob | null> {
    const askedAt = Date.now();
    const [taken] = await this.#boss.fetch<BossData>(this.#name);
    if (!taken) return null;
    const { id, retryCount, expireInSeconds, data } = taken;
    const { key, payload }: Job = JSON.parse(data.job);
    return { key, payload, lease: JSON.stringify([id, retryCount, askedAt + expireInSeconds * 1_000]) };
  }
}

function bossJob({ key, payload }: Job) {
  const data: BossData = { job: JSON.stringify({ key, payload }) };
  return { singletonKey: key, data };
}

/** Null once the lease is over, which pg-boss itself sees only when it looks. */
function readLease(lease: string): JobAttempt | null {
  const [id, retryCount, endsAt]: [string, number, number] = JSON.parse(lease);
  return Date.now() < endsAt ? { id, retryCount } : null;
}
