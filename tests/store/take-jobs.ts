/**
 * A process of its own for `job-queue.test.ts`: `take-jobs.ts <database URL> <queue> <leaseMs> <finish|hold>`. Takes jobs until
 * none waits and prints the key of each; `hold`: takes one, prints it and stays, to be killed.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { openJobQueue } from '../../src/store/open-job-queue.ts';

const [url = '', name = '', leaseMs = '', what] = process.argv.slice(2);
const queue = await openJobQueue(url, name, { leaseMs: Number(leaseMs) });
for (;;) {
  const job = await queue.take();
  if (job === null) break;
  console.log(job.key);
  if (what === 'hold') await wait(60_000);
  await queue.finish(job);
}
await queue.close();
