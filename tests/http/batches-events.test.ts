import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { watchBatch } from '../../src/http/batches/watch-batch.ts';
import { MAX_EVENT_STREAMS } from '../../src/http/resources/batch-events.ts';
import type { BatchRecord } from '../../src/store/batch-store.ts';
import {
  checkRoster,
  countBatchReads,
  move,
  rosterOf,
  rosterRow,
  signAll,
} from '../support/batch-requests.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const watch = (id: string, headers: Record<string, string> = {}) =>
  test.get(`/api/batches/${id}/events`, { ...test.bearer('read'), ...headers });

interface SentEvent {
  event: string;
  data: Record<string, unknown>;
}

function parseEvents(text: string): SentEvent[] {
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('event:'))
    .map((block) => ({
      event: /^event: (.*)$/m.exec(block)?.[1] ?? '',
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'),
    }));
}

describe('events of a batch', () => {
  it('tell how it is signed, to its end, and name nobody', async () => {
    const rows = [...Array(60)].map((_, i) => rosterRow(i));
    const { id } = await checkRoster(test, rosterOf(rows));
    await move(test, id, 'start');
    const response = await watch(id, { 'last-event-id': 'mArKeR' });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const stream = response.body?.pipeThrough(new TextDecoderStream());
    let text = '';
    let signing: Promise<void> | undefined;
    for await (const chunk of stream ?? []) {
      text += chunk;
      // Seen before it begins.
      if (text.includes('event: progress')) signing ??= signAll(test);
    }
    await signing;
    const events = parseEvents(text);
    expect(events[0]).toMatchObject({
      event: 'progress',
      data: {
        state: 'signing',
        checking: null,
        open: 60,
        totals: { issued: 0 },
        progress: { done: 0, all: 60 },
        rate: null,
        secondsLeft: null,
      },
    });
    expect(events.at(-1)).toMatchObject({
      event: 'done',
      data: { state: 'done', open: 0, totals: { issued: 60 }, progress: { done: 60, all: 60 } },
    });
    expect(events.filter(({ event }) => event === 'done')).toHaveLength(1);
    const done = events.map(({ data }) => (data['progress'] as { done: number }).done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(text).not.toMatch(/Núñez|teachers\.example|mArKeR|\/c\//);
  });

  it('of a batch that waits for someone are one state and the end', async () => {
    const { id } = await checkRoster(test, rosterOf([rosterRow(100)]));
    const events = parseEvents(await (await watch(id)).text());
    expect(events.map(({ event, data }) => [event, data['state']])).toEqual([
      ['progress', 'checked'],
      ['done', 'checked'],
    ]);
  });

  it('end nobody’s streams but those of whoever left, and there are only so many at a time', async () => {
    const { id } = await checkRoster(test, rosterOf([rosterRow(110)]));
    await move(test, id, 'start');
    // A HEAD has no stream, so it takes no place either.
    for (let i = 0; i < MAX_EVENT_STREAMS; i++)
      await test.app.request(`/api/batches/${id}/events`, { method: 'HEAD', headers: test.bearer('read') });
    const open = await Promise.all([...Array(MAX_EVENT_STREAMS)].map(() => watch(id)));
    expect(open.map(({ status }) => status)).toEqual(open.map(() => 200));
    const refused = await watch(id);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ]);
    const reads = countBatchReads(test);
    await Promise.all(open.map(({ body }) => body?.cancel()));
    await expect.poll(() => reads.within(1_200), { timeout: 20_000 }).toBe(0);
    reads.stop();
    const again = await watch(id);
    expect(again.status).toBe(200);
    await again.body?.cancel();
    await move(test, id, 'cancel');
  });
});

/** A batch that counts down by itself, a step every half a second by its own clock, as `watchBatch` reads it. */
function countingDown(from: number, step: number): () => Promise<BatchRecord> {
  let open = from + step;
  let at = Date.now();
  return async () => {
    open = Math.max(0, open - step);
    at += 500;
    vi.setSystemTime(at);
    return {
      state: open === 0 ? 'done' : 'signing',
      phase: 0,
      open,
      totals: { issued: from - open, refused: 0, already: 0, fallBacks: 0 },
      startedAt: new Date(),
      report: { counts: { ready: from, full: { due: 0, notDue: 0 } } },
    } as unknown as BatchRecord;
  };
}

describe('watching', () => {
  // Only what the clock says: the waits between two looks are real.
  afterEach(() => vi.useRealTimers());

  it('says how fast it goes and how long it will take', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const read = countingDown(100, 20);
    const seen = [];
    for await (const news of watchBatch({ read, checking: () => null, signal: new AbortController().signal }))
      if (news !== 'heartbeat') seen.push(news.data);
    // Forty a second, with 80, 60, 40 and 20 to go.
    expect(seen.map(({ rate, secondsLeft }) => [rate, secondsLeft])).toEqual([
      [null, null],
      [40, 2],
      [40, 2],
      [40, 1],
      [40, 1],
      [null, null],
      [null, null],
    ]);
    expect(seen.at(-1)).toMatchObject({ state: 'done', rate: null, secondsLeft: null });
  });

  it('goes on while a check does, and ends with it', async () => {
    const checks = [{ done: 500, all: 1_000 }, { done: 1_000, all: 1_000 }, null];
    const draft = { state: 'draft', phase: 0, open: 0, totals: {}, report: null } as unknown as BatchRecord;
    const events = [];
    const watched = { read: async () => draft, checking: () => checks.shift() ?? null };
    for await (const news of watchBatch({ ...watched, signal: new AbortController().signal }))
      if (news !== 'heartbeat') events.push([news.event, news.data.checking?.done]);
    expect(events).toEqual([
      ['progress', 500],
      ['progress', 1_000],
      ['progress', undefined],
      ['done', undefined],
    ]);
  });
});
