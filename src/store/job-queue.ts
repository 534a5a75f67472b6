import type { JsonObject } from '../model/json.ts';

/**
 * The queue port: work that some process has to do. `tests/support/queue-contract.ts` holds every engine to it.
 *
 * At least once: a job is leased to whoever takes it, and comes back when the lease ends before `finish` (its taker was
 * killed) or when it is released. So doing it twice must be harmless. Any number of processes may take from one queue; while
 * a lease lasts nobody else gets the job. Jobs survive a killed process.
 */
export interface JobQueue {
  /** Adds those whose key neither waits nor is leased already; the others are left alone. */
  add(jobs: readonly Job[]): Promise<void>;
  /** The job that has waited longest, or null when none waits. Ended leases are seen within a few seconds of their end. */
  take(): Promise<TakenJob | null>;
  /** It is done and forgotten. A lease that ended meanwhile is nobody's: nothing happens. */
  finish(job: TakenJob): Promise<void>;
  /** Gives it back, to be taken again after `delayMs`. */
  release(job: TakenJob, delayMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface Job {
  /** At most 200 characters. */
  key: string;
  payload: JsonObject;
}

export interface TakenJob extends Job {
  /** Names this lease. */
  lease: string;
}

export interface QueueOptions {
  /** How long a job belongs to its taker; at least a second. The same for everyone who opens one queue. */
  leaseMs: number;
}
