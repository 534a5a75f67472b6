import type { JobQueue } from '../../store/job-queue.ts';
import { openJobQueue } from '../../store/open-job-queue.ts';

/**
 * How long a job belongs to the worker that took it. A job takes a second or so; one whose worker was killed comes back after
 * this time, and one that takes longer is done twice and recorded once.
 */
const LEASE_MS = 20_000;

/** The queue of all batches in this database. */
export function openBatchQueue(databaseUrl: string, leaseMs: number = LEASE_MS): Promise<JobQueue> {
  return openJobQueue(databaseUrl, 'batches', { leaseMs });
}
