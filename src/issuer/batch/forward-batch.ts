import type { BatchRecord } from '../../store/batch-store.ts';
import type { JobQueue } from '../../store/job-queue.ts';
import type { Issuing } from '../issuing.ts';
import { addBatchJobs } from './batch-job.ts';
import { FULL_PHASE } from './batch-phases.ts';

type Forwarding = Pick<Issuing, 'store' | 'now'>;

/**
 * Takes a batch that is being signed to what comes next: jobs for what is open, else the next phase, else its end. Any process
 * may call it at any time; a step that another took is not taken twice.
 */
export async function forwardBatch(issuing: Forwarding, queue: JobQueue, batch: BatchRecord): Promise<void> {
  let current: BatchRecord | null = batch;
  while (current !== null && current.state === 'signing') {
    if (current.open > 0) return addBatchJobs(issuing, queue, current);
    if (current.phase === FULL_PHASE) return finishBatch(issuing, current);
    current = await issuing.store.beginBatchPhase(current.id, current.phase, current.phase + 1);
  }
}

/** `forwardBatch` for every batch that is being signed: what a killed process left is found here. */
export async function forwardBatches(issuing: Forwarding, queue: JobQueue): Promise<void> {
  const batches = await issuing.store.listSigningBatches();
  for (const batch of batches) await forwardBatch(issuing, queue, batch);
}

async function finishBatch({ store, now }: Forwarding, { id, totals }: BatchRecord): Promise<void> {
  const at = now();
  await store.moveBatch(
    id,
    ['signing'],
    { state: 'done', problem: null, at },
    { at, actor: 'system', action: 'batch-done', subject: id, details: { ...totals } },
  );
}
