import { AppError } from '../../model/problem.ts';
import type { BatchRecord, BatchState } from '../../store/batch-store.ts';
import type { JobQueue } from '../../store/job-queue.ts';
import { type Issuing, requireIssuer } from '../issuing.ts';
import { forwardBatch } from './forward-batch.ts';

type Moving = Pick<Issuing, 'store' | 'now'>;

/** Rejects with AppError BATCH_UNKNOWN. */
export async function requireBatch({ store }: Pick<Issuing, 'store'>, id: string): Promise<BatchRecord> {
  const batch = await store.getBatch(id);
  if (batch === null) throw new AppError('BATCH_UNKNOWN', 'There is no such batch.');
  return batch;
}

/**
 * Approves what was checked. `revision` is the one that the approver looked at. Where the issuer asks for two people, the
 * approver is neither who made the batch nor who checked it.
 *
 * Rejects with AppError BATCH_STATE when the batch is not `checked` or was checked anew since, APPROVAL_NEEDED when someone else
 * has to approve.
 */
export async function approveBatch(
  { store, now }: Moving,
  id: string,
  { revision, actor }: { revision: number; actor: string },
): Promise<BatchRecord> {
  const batch = await requireBatch({ store }, id);
  // Who checked it is known of this revision only.
  if (batch.revision !== revision) refuseMove(batch.state, 'approved at that revision');
  const { needsApproval } = await requireIssuer(store, batch.issuerSlug);
  if (needsApproval && [batch.createdBy, batch.report?.['checkedBy']].includes(actor))
    throw new AppError(
      'APPROVAL_NEEDED',
      'Someone other than who made and checked the batch has to approve it.',
    );
  const at = now();
  const approved = await store.approveBatch(
    id,
    revision,
    { by: actor, at },
    { at, actor, action: 'batch-approved', subject: id, details: { revision } },
  );
  return approved ?? refuseMove(batch.state, 'approved');
}

/**
 * Starts signing, or goes on with a batch that was paused or stopped: adds its jobs, which any worker takes. A batch that is
 * only checked is approved by the same step, unless its issuer asks for two people.
 *
 * Rejects with AppError BATCH_UNKNOWN, APPROVAL_NEEDED or BATCH_STATE.
 */
export async function startBatch(
  { store, now }: Moving,
  queue: JobQueue,
  id: string,
  actor: string,
): Promise<BatchRecord> {
  const known = await requireBatch({ store }, id);
  if (known.state === 'checked') {
    const { needsApproval } = await requireIssuer(store, known.issuerSlug);
    if (needsApproval) throw new AppError('APPROVAL_NEEDED', 'This batch has to be approved first.');
    await approveBatch({ store, now }, id, { revision: known.revision, actor }).catch((error: unknown) => {
      // Of two who start at the same time one approves, and the other finds it done.
      if (!(error instanceof AppError) || error.code !== 'BATCH_STATE') throw error;
    });
  }
  // Cancelled before anyone approved it: no way around the approval leads over a detour.
  if (known.state === 'failed' && known.approvedAt === null)
    throw new AppError('BATCH_STATE', 'This batch ended before it was approved. Check its file again.');
  const at = now();
  const started = await store.moveBatch(
    id,
    ['approved', 'paused', 'failed'],
    { state: 'signing', problem: null, at },
    { at, actor, action: 'batch-started', subject: id },
  );
  if (started === null) {
    // Whoever starts what is being signed, or done, already has what they want.
    const current = await requireBatch({ store }, id);
    return current.state === 'signing' || current.state === 'done'
      ? current
      : refuseMove(current.state, 'started');
  }
  const counted = await store.beginBatchPhase(id, started.phase, started.phase);
  await forwardBatch({ store, now }, queue, counted ?? started);
  return requireBatch({ store }, id);
}

/** Stops after the jobs that are under way; `startBatch` goes on. Rejects with AppError BATCH_UNKNOWN or BATCH_STATE. */
export function pauseBatch(moving: Moving, id: string, actor: string): Promise<BatchRecord> {
  return move(moving, id, actor, ['signing'], 'paused', 'batch-paused');
}

/**
 * Ends a batch for good or until it is started again: what is signed stays, what is not is not. Rejects with AppError
 * BATCH_UNKNOWN or BATCH_STATE.
 */
export function cancelBatch(moving: Moving, id: string, actor: string): Promise<BatchRecord> {
  const from: BatchState[] = ['draft', 'checked', 'approved', 'signing', 'paused'];
  return move(moving, id, actor, from, 'failed', 'batch-cancelled');
}

async function move(
  { store, now }: Moving,
  id: string,
  actor: string,
  from: readonly BatchState[],
  state: BatchState,
  action: string,
): Promise<BatchRecord> {
  const { state: before } = await requireBatch({ store }, id);
  const at = now();
  const problem = state === 'failed' ? { code: 'CANCELLED', detail: 'It was cancelled.' } : null;
  const moved = await store.moveBatch(id, from, { state, problem, at }, { at, actor, action, subject: id });
  return moved ?? refuseMove(before, state);
}

function refuseMove(state: BatchState, to: string): never {
  throw new AppError('BATCH_STATE', `This batch is ${state}, so it cannot be ${to}.`);
}
