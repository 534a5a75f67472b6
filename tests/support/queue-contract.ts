import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobQueue, TakenJob } from '../../src/store/job-queue.ts';
import { openJobQueue } from '../../src/store/open-job-queue.ts';
import { openStore } from '../../src/store/open-store.ts';
import { builtChild } from './built-child.ts';

const LEASE_MS = 1_000;
/** Ended leases are seen within a few seconds. */
const PATIENCE_MS = 8_000;
const script = await builtChild('store/take-jobs.ts');

const jobOf = (key: string) => ({ key, payload: { key, z: [1, null, { nul: '\u0000' }], a: '🎓' } });
const keyOf = (job: TakenJob | null) => job?.key ?? null;

/** What `store/job-queue.ts` promises, put to the test. Every engine runs it, each test with a database of its own. */
export function queueContract(
  name: string,
  createDatabase: () => Promise<{ url: string; drop(): Promise<void> }>,
): void {
  describe(`${name} keeps the JobQueue contract`, () => {
    let database: Awaited<ReturnType<typeof createDatabase>>;
    let queue: JobQueue;
    let opened: JobQueue[] = [];

    const open = async (leaseMs = LEASE_MS, queueName = 'sign') => {
      const one = await openJobQueue(database.url, queueName, { leaseMs });
      opened.push(one);
      return one;
    };
    const close = async (one: JobQueue) => {
      opened = opened.filter((other) => other !== one);
      await one.close();
    };
    const add = (...keys: string[]) => queue.add(keys.map(jobOf));
    const takeWithin = async (from: JobQueue, ms: number) => {
      const deadline = Date.now() + ms;
      for (;;) {
        const job = await from.take();
        if (job !== null || Date.now() > deadline) return job;
        await wait(50);
      }
    };
    const taken = async (from: JobQueue = queue) => {
      const job = await from.take();
      if (job === null) throw new Error('a job waits');
      return job;
    };

    beforeEach(async () => {
      database = await createDatabase();
      const store = await openStore(database.url);
      await store.migrate();
      await store.close();
      queue = await open();
    });
    afterEach(async () => {
      await Promise.all(opened.map((one) => one.close()));
      opened = [];
      await database.drop();
    });

    test('gives a job as it was added, and nothing when none waits', async () => {
      expect(await queue.take()).toBeNull();
      await queue.add([]);
      await add('a');
      expect(await queue.take()).toEqual({ ...jobOf('a'), lease: expect.any(String) });
      expect(await queue.take()).toBeNull();
    });

    test('gives the one first that has waited longest', async () => {
      for (const key of ['c', 'a', 'b']) await add(key);
      expect([await queue.take(), await queue.take(), await queue.take()].map(keyOf)).toEqual([
        'c',
        'a',
        'b',
      ]);
    });

    test('has one job a key while it waits or is leased, and takes it again when it is done', async () => {
      await add('a', 'b');
      await add('b', 'c');
      const first = await taken();
      await add('a');
      expect([await queue.take(), await queue.take(), await queue.take()].map(keyOf)).toEqual([
        'b',
        'c',
        null,
      ]);
      await queue.finish(first);
      await add('a');
      expect(keyOf(await queue.take())).toBe('a');
    });

    test('keeps queues apart', async () => {
      const other = await open(LEASE_MS, 'other');
      await add('a');
      expect(await other.take()).toBeNull();
      await other.add([jobOf('a')]);
      expect([keyOf(await queue.take()), keyOf(await other.take())]).toEqual(['a', 'a']);
    });

    test('keeps a leased job from others, and gives it again when the lease has ended', async () => {
      const other = await open();
      await add('a');
      const first = await taken();
      const again = await takeWithin(other, PATIENCE_MS);
      expect(keyOf(again)).toBe('a');
      expect(again?.lease).not.toBe(first.lease);
      // Leases that do not end meanwhile, however slow the machine is.
      queue = await open(60_000, 'kept');
      const patient = await open(60_000, 'kept');
      await add('a');
      await taken();
      expect(await takeWithin(patient, LEASE_MS / 2)).toBeNull();
    });

    test('lets an ended lease finish and release nothing', async () => {
      queue = await open(3_000, 'late');
      const other = await open(3_000, 'late');
      await add('a', 'b');
      const [late, later] = [await taken(), await taken()];
      await wait(3_050);
      await queue.finish(late);
      await queue.release(later, 60_000);
      const again = [await takeWithin(other, PATIENCE_MS), await takeWithin(other, PATIENCE_MS)];
      expect(again.map(keyOf).sort()).toEqual(['a', 'b']);
      await queue.finish(late);
      await queue.release(later, 0);
      await add('a', 'b');
      await other.finish(again[0] as TakenJob);
      expect(await queue.take()).toBeNull();
    });

    test('gives a released job again after its delay, once', async () => {
      queue = await open(60_000, 'delayed');
      const other = await open(60_000, 'delayed');
      await add('a');
      await queue.release(await taken(), 0);
      const job = await taken(other);
      expect(job).toMatchObject(jobOf('a'));
      await other.release(job, 2_000);
      await add('a');
      expect(await queue.take()).toBeNull();
      expect(keyOf(await takeWithin(queue, PATIENCE_MS))).toBe('a');
      expect(await other.take()).toBeNull();
    });

    test('gives each job to one of many takers', async () => {
      const keys = Array.from({ length: 60 }, (_, i) => `job ${i}`);
      const queues = await Promise.all([1, 2, 3].map(() => open(60_000, 'many')));
      queue = queues[0] ?? queue;
      await add(...keys);
      const jobs = await Promise.all(
        Array.from({ length: 90 }, (_, i) => (queues[i % queues.length] ?? queue).take()),
      );
      const given = jobs.map(keyOf).filter((key) => key !== null);
      expect(new Set(given).size).toBe(given.length);
      for (;;) {
        const job = await queue.take();
        if (job === null) break;
        expect(given).not.toContain(job.key);
        given.push(job.key);
      }
      expect(given.sort()).toEqual(keys.sort());
    });

    test('keeps what waits when it is closed and opened again', async () => {
      await add('a', 'b');
      await queue.finish(await taken());
      await close(queue);
      queue = await open();
      await add('b');
      expect([await queue.take(), await queue.take()].map(keyOf)).toEqual(['b', null]);
    });

    test('shares its jobs out among processes', async () => {
      const keys = Array.from({ length: 200 }, (_, i) => `job ${i}`);
      queue = await open(60_000, 'shared');
      await add(...keys);
      const outputs = await Promise.all(
        [1, 2].map(() =>
          promisify(execFile)(process.execPath, [script, database.url, 'shared', '60000', 'finish']),
        ),
      );
      const done = outputs.flatMap(({ stdout }) => stdout.split('\n').filter((key) => key !== ''));
      expect(done.toSorted()).toEqual(keys.toSorted());
      expect(await queue.take()).toBeNull();
    });

    test('gives the job of a process that was killed to another', async () => {
      queue = await open(4_000, 'killed');
      await add('a');
      const child = spawn(process.execPath, [script, database.url, 'killed', '4000', 'hold']);
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await queue.take()).toBeNull();
      expect(keyOf(await takeWithin(queue, PATIENCE_MS))).toBe('a');
    });

    test('is opened by many at once', async () => {
      const queues = await Promise.all(Array.from({ length: 4 }, () => open(LEASE_MS, 'new')));
      await Promise.all(queues.map((one) => one.add([jobOf('a')])));
      const jobs = await Promise.all(queues.map((one) => one.take()));
      expect(jobs.map(keyOf).filter((key) => key !== null)).toEqual(['a']);
    });
  });
}
