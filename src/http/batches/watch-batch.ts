import { setTimeout as wait } from 'node:timers/promises';
import type { BatchProgress } from '../../issuer/batch/measure-batch.ts';
import type { BatchRecord } from '../../store/batch-store.ts';
import type { CheckProgress } from './batch-checks.ts';
import { progressOf } from './describe-batch.ts';

const LOOK_EVERY_MS = 500;
const HEARTBEAT_MS = 15_000;
/** The rate is that of the last seconds, not of a batch that was paused overnight. */
const RATE_OVER_MS = 5_000;

/** How far a batch is, for whoever watches. No names and no problems of rows: streams end up in logs of proxies. */
export interface BatchEvent {
  state: BatchRecord['state'];
  checking: CheckProgress | null;
  phase: number;
  open: number;
  totals: BatchRecord['totals'];
  progress: BatchProgress | null;
  /** Credentials a second; null until it is known. */
  rate: number | null;
  secondsLeft: number | null;
  at: string;
}

export type BatchNews = { event: 'progress' | 'done'; data: BatchEvent } | 'heartbeat';

export interface BatchWatch {
  /** Null when the batch is not there any more. */
  read(): Promise<BatchRecord | null>;
  checking(): CheckProgress | null;
  signal: AbortSignal;
}

/** What there is to say of a batch, as it changes, until nothing goes on by itself any more: then `done`. */
export async function* watchBatch({ read, checking, signal }: BatchWatch): AsyncGenerator<BatchNews> {
  const clock = openRateClock();
  let said = '';
  let saidAt = 0;
  while (!signal.aborted) {
    // Before the batch is read: a check that ends between the two has left its mark there.
    const check = checking();
    const batch = await read();
    if (batch === null) return;
    const { state, phase, open, totals } = batch;
    const progress = progressOf(batch);
    const now = Date.now();
    const rate = clock.note(now, state === 'signing' ? (progress?.done ?? 0) : null);
    const secondsLeft =
      rate === null || rate === 0 || progress === null
        ? null
        : Math.ceil((progress.all - progress.done) / rate);
    const facts = { state, checking: check, phase, open, totals, progress };
    const data: BatchEvent = { ...facts, rate, secondsLeft, at: new Date(now).toISOString() };
    const changed = JSON.stringify(facts);
    if (changed !== said) {
      yield { event: 'progress', data };
      said = changed;
      saidAt = now;
    }
    if (check === null && state !== 'signing') {
      yield { event: 'done', data };
      return;
    }
    if (now - saidAt >= HEARTBEAT_MS) {
      yield 'heartbeat';
      saidAt = now;
    }
    await wait(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

function openRateClock() {
  let seen: { at: number; done: number }[] = [];
  return {
    /** Credentials a second over the last seconds, or null. `done` is null while nothing is signed. */
    note(at: number, done: number | null): number | null {
      if (done === null) {
        seen = [];
        return null;
      }
      seen.push({ at, done });
      // The newest of those that are old enough stays, to measure from.
      while (seen[1] !== undefined && at - seen[1].at >= RATE_OVER_MS) seen.shift();
      const first = seen[0];
      if (first === undefined || at - first.at < LOOK_EVERY_MS) return null;
      return Math.round(((done - first.done) / (at - first.at)) * 10_000) / 10;
    },
  };
}
