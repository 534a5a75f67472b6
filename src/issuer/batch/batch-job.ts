import { z } from 'zod';
import type { BatchRecord } from '../../store/batch-store.ts';
import type { Job, JobQueue } from '../../store/job-queue.ts';
import type { Issuing } from '../issuing.ts';
import { readReport } from './batch-report.ts';

/** A job of a batch: the open rows of one phase between two positions, both included. */
export const BatchJob = z.object({
  batch: z.string(),
  revision: z.int(),
  phase: z.int(),
  first: z.int(),
  last: z.int(),
});
export type BatchJob = z.infer<typeof BatchJob>;

/** Rows of a job, and so of a transaction: few in a small batch, so that all workers have some and progress is seen. */
const MOST_ROWS = 500;
const FEWEST_ROWS = 25;
const JOBS_OF_A_SMALL_BATCH = 20;

/** Adds a job for each part of the batch's phase that still has open rows; those that are known are left alone. */
export async function addBatchJobs(
  { store }: Pick<Issuing, 'store'>,
  queue: JobQueue,
  { id, revision, phase, open, report }: BatchRecord,
): Promise<void> {
  if (open === 0) return;
  const size = sizeOfJobs(readReport(report)?.counts.ready ?? 0);
  const ranges = await store.listOpenBatchRanges(id, revision, phase, size);
  await queue.add(
    ranges.map(
      ({ first, last }): Job => ({
        key: `${id}:${revision}:${phase}:${first}`,
        payload: { batch: id, revision, phase, first, last } satisfies BatchJob,
      }),
    ),
  );
}

/** The same for one revision at any time: a job that is known must be recognised by its key. */
function sizeOfJobs(ready: number): number {
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.ceil(ready / JOBS_OF_A_SMALL_BATCH)));
}
