import { setTimeout as wait } from 'node:timers/promises';
import { measureBatch } from '../issuer/batch/measure-batch.ts';
import { requireBatch } from '../issuer/batch/move-batch.ts';
import type { Issuing } from '../issuer/issuing.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { openProgress, type Progress } from './batch-progress.ts';
import { tell } from './batch-terminal.ts';
import { startBatchThreads } from './batch-threads.ts';

const LOOK_EVERY_MS = 200;
/** So many failures without a single credential between them: it is not worth more. */
const MOST_FAILURES = 20;
/** About as many rows as a job has at least: more threads than jobs would only start and end. */
const ROWS_A_THREAD = 25;

type Reading = Pick<Issuing, 'store'>;

export interface SignedHere {
  batch: BatchRecord;
  /** Ctrl+C, or `kill`; the jobs under way were finished. */
  isInterrupted: boolean;
}

/** Signs a batch that is being signed, with threads of this process, until it ends, is paused, or this process is to stop. */
export async function signHere(issuing: Reading, id: string, workers: number): Promise<SignedHere> {
  const stopping = new AbortController();
  let isInterrupted = false;
  const stop = () => {
    isInterrupted = true;
    tell('\nStopping after the credentials that are under way …');
    stopping.abort();
  };
  let failures = 0;
  const noteFailure = (error: unknown) => {
    failures++;
    // Not into the bar.
    if (process.stderr.isTTY) tell();
    tell(`A part could not be signed now: ${describeFailure(error)}.`);
    if (failures >= MOST_FAILURES) stopping.abort();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const { done, all } = measureBatch(await requireBatch(issuing, id));
  const useful = Math.max(1, Math.ceil((all - done) / ROWS_A_THREAD));
  const threads = startBatchThreads(issuing.store, Math.min(workers, useful), noteFailure);
  threads.wake();
  try {
    await followBatch(issuing, id, stopping.signal, () => {
      failures = 0;
    });
  } finally {
    await threads.close();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
  const batch = await requireBatch(issuing, id);
  return { batch, isInterrupted: isInterrupted && batch.state === 'signing' };
}

/** Shows how far a batch is until it is not being signed any more, or `signal` is aborted. */
export async function followBatch(
  issuing: Reading,
  id: string,
  signal?: AbortSignal,
  onProgress?: () => void,
): Promise<void> {
  const progress = openProgress('signed');
  let before = -1;
  try {
    while (signal?.aborted !== true) {
      const batch = await requireBatch(issuing, id);
      const { done } = measureBatch(batch);
      if (done !== before) onProgress?.();
      before = done;
      await showBatch(issuing, batch, progress);
      if (batch.state !== 'signing') return;
      await wait(LOOK_EVERY_MS, undefined, signal === undefined ? {} : { signal }).catch(() => {});
    }
  } finally {
    progress.close();
  }
}

async function showBatch({ store }: Reading, batch: BatchRecord, progress: Progress): Promise<void> {
  const { done, all } = measureBatch(batch);
  // Rows are signed by position, more or less, so the one at this position was signed just now.
  const [row] = process.stderr.isTTY
    ? await store.listBatchRows(batch.id, batch.revision, {
        ...(done < 2 ? {} : { after: done - 2 }),
        limit: 1,
        outcomes: ['issued'],
      })
    : [];
  progress.show(done, all, row?.holderName);
}

/** Without what a database driver may repeat of a row: our own messages hold no values, others' may. */
function describeFailure(error: unknown): string {
  const { name, message, code } = Object(error) as { name?: unknown; message?: unknown; code?: unknown };
  if (name === 'AppError') return String(message);
  return [name, code].filter((part) => typeof part === 'string').join(' ') || 'for an unknown reason';
}
