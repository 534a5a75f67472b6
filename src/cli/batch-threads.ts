import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Store } from '../store/store.ts';

export interface BatchThreads {
  /** Looks for work now instead of at the next second. */
  wake(): void;
  /** Ends after the jobs that are under way; what is left is for whoever runs next. */
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 1_000;
/**
 * A thread needs some 100 MB; without a limit V8 lets a heap grow far beyond that before it cleans up. What one credential needs
 * on its way is gone before the next: with room for many of them in the young generation, hardly any of it is ever moved.
 */
export const THREAD_LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 48 };

/**
 * Threads for the batches that are being signed, as long as there are any: the process that answers people only reads
 * meanwhile. `onFailure` hears of jobs that failed and of threads that broke; the next look starts new ones.
 */
export function startBatchThreads(
  store: Pick<Store, 'listSigningBatches'>,
  count: number,
  onFailure: (error: unknown) => void,
): BatchThreads {
  const threads = new Set<Worker>();
  let isClosing = false;
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = looking.then(startMissing).catch(onFailure);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    wake: look,
    async close() {
      isClosing = true;
      clearInterval(timer);
      await looking;
      await Promise.all([...threads].map(endThread));
    },
  };

  async function startMissing(): Promise<void> {
    if (isClosing || threads.size > 0 || (await store.listSigningBatches()).length === 0) return;
    for (let i = 0; i < count; i++) threads.add(startThread());
  }

  function startThread(): Worker {
    const thread = new Worker(new URL('./batch-thread.js', import.meta.url), {
      resourceLimits: THREAD_LIMITS,
    });
    thread.on('message', ({ failure }) => onFailure(failure));
    thread.on('error', onFailure);
    thread.on('exit', () => threads.delete(thread));
    return thread;
  }
}

function endThread(thread: Worker): Promise<void> {
  return new Promise((ended) => {
    thread.once('exit', () => ended());
    thread.postMessage('end');
  });
}
