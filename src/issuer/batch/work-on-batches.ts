import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../model/problem.ts';
import type { BatchRecord } from '../../store/batch-store.ts';
import type { JobQueue, TakenJob } from '../../store/job-queue.ts';
import type { Issuing } from '../issuing.ts';
import { BatchJob } from './batch-job.ts';
import { forwardBatch, forwardBatches } from './forward-batch.ts';
import { createRowSigner, type SignRows } from './sign-rows.ts';

/** How long a worker that finds nothing to do waits before it looks again. */
const IDLE_MS = 200;
/** How often an idle worker looks for what a killed one left. */
const RECOVERY_MS = 2_000;
/** A job that failed in a way that may pass is tried again after this time … */
const RETRY_MS = 1_000;
/** … and after so many failures for one reason, the batch stops. */
const MOST_FAILURES = 5;
/** Issuers, programs and lists are read anew with each new signer of rows. */
const SIGNER_LIVES_MS = 60_000;

export interface WorkOptions {
  signal: AbortSignal;
  /** Hears of each job that failed, for the log; it is tried again. */
  onFailure?: (error: unknown) => void;
}

/**
 * One worker: takes jobs of batches and does them, until no batch is being signed any more or `signal` is aborted (after the
 * job that it is at). Any number of workers may run, in any number of processes; a job that is done twice is recorded once.
 */
export async function workOnBatches(
  issuing: Issuing,
  queue: JobQueue,
  { signal, onFailure }: WorkOptions,
): Promise<void> {
  const failures = new Map<string, number>();
  let signRows = createRowSigner(issuing);
  let signerEnds = Date.now() + SIGNER_LIVES_MS;
  let nextRecovery = 0;
  while (!signal.aborted) {
    const job = await queue.take();
    if (job !== null) {
      if (Date.now() > signerEnds) {
        signRows = createRowSigner(issuing);
        signerEnds = Date.now() + SIGNER_LIVES_MS;
      }
      await doJob(issuing, queue, signRows, job, failures, onFailure);
      continue;
    }
    if ((await issuing.store.listSigningBatches()).length === 0) return;
    if (Date.now() >= nextRecovery) {
      await forwardBatches(issuing, queue);
      nextRecovery = Date.now() + RECOVERY_MS;
    }
    await wait(IDLE_MS, undefined, { signal }).catch(() => {});
  }
}

async function doJob(
  issuing: Issuing,
  queue: JobQueue,
  signRows: SignRows,
  taken: TakenJob,
  failures: Map<string, number>,
  onFailure?: (error: unknown) => void,
): Promise<void> {
  const job = BatchJob.safeParse(taken.payload);
  const batch = job.success ? await issuing.store.getBatch(job.data.batch) : null;
  if (!job.success || batch === null || !isCurrent(batch, job.data)) return queue.finish(taken);
  try {
    const after = await signRows(batch, job.data);
    await queue.finish(taken);
    // Only failures in a row count.
    for (const reason of failures.keys()) if (reason.startsWith(batch.id)) failures.delete(reason);
    if (after.open === 0) await forwardBatch(issuing, queue, after);
  } catch (error) {
    if (error instanceof AppError && error.code === 'BATCH_STATE') return queue.finish(taken);
    onFailure?.(error);
    const reason = `${batch.id} ${error instanceof AppError ? error.code : String(error)}`;
    const count = (failures.get(reason) ?? 0) + 1;
    failures.set(reason, count);
    if (isHopeless(error) || count >= MOST_FAILURES) {
      failures.delete(reason);
      await stopBatch(issuing, batch, error);
      return queue.finish(taken);
    }
    await queue.release(taken, RETRY_MS);
  }
}

function isCurrent({ state, revision, phase }: BatchRecord, job: BatchJob): boolean {
  return state === 'signing' && revision === job.revision && phase === job.phase;
}

function isHopeless(error: unknown): boolean {
  return error instanceof AppError && error.code === 'TOO_MANY_REFUSALS';
}

/** What was signed stays signed and recorded; the batch can be started again once the cause is mended. */
async function stopBatch(issuing: Issuing, { id }: BatchRecord, error: unknown): Promise<void> {
  const at = issuing.now();
  const problem =
    error instanceof AppError
      ? { code: error.code, detail: error.detail }
      : { code: 'UNEXPECTED', detail: 'Something went wrong that nobody expected; the log has it.' };
  await issuing.store.moveBatch(
    id,
    ['signing'],
    { state: 'failed', problem, at },
    { at, actor: 'system', action: 'batch-failed', subject: id, details: { code: problem.code } },
  );
}
