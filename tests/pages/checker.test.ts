import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_POLICY } from '../../src/model/policy.ts';
import type { CheckReport, FromWorker, ToWorker } from '../../src/pages/check-messages.ts';
import { type Checker, openChecker } from '../../src/pages/checker.ts';

/**
 * A browser's worker as the page sees it. It answers at once, unless a file of its task says otherwise: `hang` and it hears and says
 * nothing any more, `never` and it goes on without ever answering that one, `network` and it waits for a host, `fault`.
 */
class FakeWorker extends EventTarget {
  static opened: FakeWorker[] = [];
  static cannotLoad = false;
  isHung = false;
  isEnded = false;
  tasks: string[] = [];

  constructor() {
    super();
    FakeWorker.opened.push(this);
    if (FakeWorker.cannotLoad) queueMicrotask(() => this.dispatchEvent(new Event('error')));
  }

  postMessage(message: ToWorker): void {
    if (this.isHung || this.isEnded || FakeWorker.cannotLoad) return;
    if (message.kind === 'ping') this.say({ kind: 'pong' });
    if (message.kind === 'task') void this.perform(message);
  }

  async perform({ id, task }: ToWorker & { kind: 'task' }): Promise<void> {
    const text = task.kind === 'check' ? await task.request.files[0]?.text() : task.kind;
    this.tasks.push(text ?? '');
    if (text === 'hang') this.isHung = true;
    if (text === 'network') this.say({ kind: 'waiting', id, host: 'slow.example' });
    if (text === 'fault') this.say({ kind: 'fault', id });
    if (text === 'hang' || text === 'never' || text === 'network' || text === 'fault') return;
    // Later than what else was begun at the same time.
    await Promise.resolve();
    if (text !== 'held') this.say({ kind: 'answer', id, answer: { result: text } as never });
  }

  say(data: FromWorker): void {
    if (!this.isHung && !this.isEnded) this.dispatchEvent(new MessageEvent('message', { data }));
  }

  terminate(): void {
    this.isEnded = true;
  }
}

let checker: Checker;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', FakeWorker);
  FakeWorker.opened = [];
  FakeWorker.cannotLoad = false;
  const page = new URL('https://badges.example.org/verify');
  checker = openChecker({ worker: '/w.js', page, policy: new URL('/policy.json', page).href });
});
afterEach(() => {
  checker.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const check = (text: string, signal?: AbortSignal, hears = {}) =>
  checker.check({ files: [new Blob([text])], policy: EMPTY_POLICY }, hears, signal);
const answerOf = (report: Promise<CheckReport>) =>
  report.then(
    ({ result }) => (typeof result === 'string' ? result : `${result.verdict} ${result.checks[0]?.code}`),
    (error: Error) => `rejected: ${error.message}`,
  );
const SECONDS = 1000;
const STUCK = 'unreadable took-too-long';

describe('a check that never ends', () => {
  it('and blocks its worker is answered as unreadable, and the others by a new worker', async () => {
    const all = ['one', 'hang', 'two', 'three'].map((text) => answerOf(check(text)));
    await vi.advanceTimersByTimeAsync(100 * SECONDS);
    expect(await Promise.all(all)).toEqual(['one', STUCK, 'two', 'three']);
    expect(await answerOf(check('after'))).toBe('after');
    expect(FakeWorker.opened.filter(({ isEnded }) => !isEnded)).toHaveLength(1);
  });

  it('alone is known at once, without a second try', async () => {
    const answer = answerOf(check('hang'));
    await vi.advanceTimersByTimeAsync(33 * SECONDS);
    expect(await answer).toBe(STUCK);
    expect(FakeWorker.opened).toHaveLength(1);
  });

  it('twice among others stops none of them', async () => {
    const all = ['held', 'hang', 'hang', 'held'].map((text) => answerOf(check(text)));
    await vi.advanceTimersByTimeAsync(32 * SECONDS);
    // Each of the four is now tried by itself; what is held goes on until its own minute is over.
    const next = answerOf(check('next'));
    await vi.advanceTimersByTimeAsync(1);
    expect(await next).toBe('next');
    await vi.advanceTimersByTimeAsync(300 * SECONDS);
    expect(await Promise.all(all)).toEqual([STUCK, STUCK, STUCK, STUCK]);
  });

  it('but does not block is ended after a minute of its own', async () => {
    const answer = answerOf(check('never'));
    await vi.advanceTimersByTimeAsync(55 * SECONDS);
    expect(FakeWorker.opened[0]?.isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(10 * SECONDS);
    expect(await answer).toBe(STUCK);
  });

  it('because the network is slow is not held against it', async () => {
    const answer = check('network');
    let isAnswered = false;
    answer
      .catch(() => {})
      .finally(() => {
        isAnswered = true;
      });
    await vi.advanceTimersByTimeAsync(600 * SECONDS);
    expect([isAnswered, FakeWorker.opened[0]?.isEnded]).toEqual([false, false]);
  });

  it('is not suspected while the computer sleeps', async () => {
    const answer = answerOf(check('never'));
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(5 * SECONDS);
    expect(FakeWorker.opened[0]?.isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(60 * SECONDS);
    expect(await answer).toBe(STUCK);
  });
});

describe('many checks', () => {
  it('are begun eight at a time and all answered', async () => {
    const held = Array.from({ length: 10 }, () => answerOf(check('network')));
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeWorker.opened.map(({ tasks }) => tasks.length)).toEqual([8]);
    checker.close();
    expect(new Set(await Promise.all(held))).toEqual(new Set(['rejected: The checker was closed.']));
    const texts = Array.from({ length: 50 }, (_, i) => `credential ${i}`);
    expect(await Promise.all(texts.map((text) => answerOf(check(text))))).toEqual(texts);
  });
});

it('tells of a check to the one who asked for it, until it is given up', async () => {
  const heard: string[] = [];
  const controller = new AbortController();
  const answer = answerOf(
    check('network', controller.signal, { onWaiting: (host: string) => heard.push(host) }),
  );
  await vi.advanceTimersByTimeAsync(1);
  controller.abort(new Error('enough'));
  FakeWorker.opened[0]?.say({ kind: 'waiting', id: 1, host: 'other.example' });
  expect(await answer).toBe('rejected: enough');
  expect(heard).toEqual(['slow.example']);
});

it('rejects for a fault of ours and for a worker that cannot be loaded, and tries anew the next time', async () => {
  expect(await answerOf(check('fault'))).toBe('rejected: The check did not finish.');
  checker.close();
  FakeWorker.cannotLoad = true;
  expect(await answerOf(check('one'))).toBe('rejected: The worker could not be started.');
  FakeWorker.cannotLoad = false;
  expect(await answerOf(check('one'))).toBe('one');
});
