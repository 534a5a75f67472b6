import type { CheckResult } from '../model/verification.ts';
import type { Answer, FromWorker, Task, ToWorker } from './check-messages.ts';

const TICK_MS = 1000;
/** Longer than a slow telephone needs for the largest thing that is read in one go. */
const MAX_SILENCE_MS = 30_000;
/** For one task, while it waits for nobody. */
const MAX_BUSY_MS = 60_000;

/** Hears of a check while it runs. */
export interface Hears {
  onCheck?(check: CheckResult): void;
  onWaiting?(host: string): void;
  onDone?(host: string): void;
}

export interface Job {
  task: Task;
  hears: Hears;
  resolve(answer: Answer): void;
  reject(error: Error): void;
  /** The answer of a task that never ends. */
  giveUp(): Answer;
}

export interface Lane {
  /** How many jobs it is at. */
  readonly size: number;
  take(job: Job): void;
  /** Ends the worker at once; the jobs that it was at. */
  close(): Job[];
}

export interface LaneEvents {
  /** A job has ended, well or not. */
  onFree(): void;
  /**
   * The worker was ended because it did not answer any more, or a job did not end. `guilty` is that job, or null where it could be
   * any of the others. Both are empty for one that could not be loaded. The lane takes no more jobs.
   */
  onStuck(guilty: Job | null, others: Job[]): void;
}

/**
 * A worker and what it is at, watched: one that is silent for 30 s, and one with a job that takes a minute without waiting for the
 * network, is ended. A worker that cannot be loaded rejects all its jobs.
 */
export function openLane(worker: Worker, { onFree, onStuck }: LaneEvents): Lane {
  const running = new Map<number, { job: Job; waitsFor: Set<string>; busyMs: number }>();
  let lastId = 0;
  let silentMs = 0;
  let lastTick = 0;
  let ticking: ReturnType<typeof setInterval> | undefined;

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    silentMs = 0;
    if (data.kind === 'pong') return;
    const entry = running.get(data.id);
    if (entry === undefined) return;
    const { job, waitsFor } = entry;
    if (data.kind === 'checked') job.hears.onCheck?.(data.check);
    else if (data.kind === 'waiting') {
      waitsFor.add(data.host);
      job.hears.onWaiting?.(data.host);
    } else if (data.kind === 'done') {
      waitsFor.delete(data.host);
      job.hears.onDone?.(data.host);
    } else {
      end(data.id);
      if (data.kind === 'answer') job.resolve(data.answer);
      else job.reject(new Error('The check did not finish.'));
      onFree();
    }
  });
  worker.addEventListener('error', () => {
    for (const job of close()) job.reject(new Error('The worker could not be started.'));
    onStuck(null, []);
  });

  function end(id: number): void {
    running.delete(id);
    if (running.size === 0) stopTicking();
  }

  function stopTicking(): void {
    clearInterval(ticking);
    ticking = undefined;
  }

  function tick(): void {
    // A page in the background or a computer that slept has long ticks, in which the worker had no more time than this.
    const elapsed = Math.min(Date.now() - lastTick, 2 * TICK_MS);
    lastTick = Date.now();
    silentMs += elapsed;
    tell({ kind: 'ping' });
    let guilty: Job | null = null;
    for (const entry of running.values()) {
      if (entry.waitsFor.size === 0) entry.busyMs += elapsed;
      if (entry.busyMs > MAX_BUSY_MS) guilty = entry.job;
    }
    if (guilty === null && silentMs <= MAX_SILENCE_MS) return;
    const jobs = close();
    const [only] = jobs;
    if (guilty === null && jobs.length === 1 && only !== undefined) guilty = only;
    onStuck(
      guilty,
      jobs.filter((job) => job !== guilty),
    );
  }

  function tell(message: ToWorker): void {
    worker.postMessage(message);
  }

  function close(): Job[] {
    stopTicking();
    worker.terminate();
    const jobs = [...running.values()].map(({ job }) => job);
    running.clear();
    return jobs;
  }

  return {
    get size() {
      return running.size;
    },
    take(job) {
      const id = ++lastId;
      running.set(id, { job, waitsFor: new Set(), busyMs: 0 });
      if (ticking === undefined) {
        silentMs = 0;
        lastTick = Date.now();
        ticking = setInterval(tick, TICK_MS);
      }
      tell({ kind: 'task', id, task: job.task });
    },
    close,
  };
}
