import type { JobQueue } from '../../store/job-queue.ts';
import type { BatchChecks } from './batch-checks.ts';

/** What the routes of batches are given beside the issuer's. */
export interface BatchDeps {
  queue: JobQueue;
  /** Tells the threads that there is work; they look by themselves too, a little later. */
  wake: () => void;
  /** Folder for rosters that are being read. */
  spoolDir: string;
  checks: BatchChecks;
  /** Aborted when the process is to end: what is watched by someone does not keep it. */
  ending: AbortSignal;
}
