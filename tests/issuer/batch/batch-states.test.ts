import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { BatchSettings } from '../../../src/issuer/batch/batch-settings.ts';
import { listResults } from '../../../src/issuer/batch/list-results.ts';
import { approveBatch, cancelBatch, pauseBatch, startBatch } from '../../../src/issuer/batch/move-batch.ts';
import { foundIssuer } from '../../../src/issuer/found-issuer.ts';
import { AppError, type ErrorCode } from '../../../src/model/problem.ts';
import type { BatchRecord, BatchState } from '../../../src/store/batch-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { DOMAINS } from '../../support/awards.ts';
import {
  type Bench,
  check,
  collect,
  credentialsOf,
  csv,
  expectCounted,
  issuedOf,
  LONG_HEADER,
  line,
  longRoster,
  openBench,
  outcomesOf,
  rowsOf,
  sign,
  work,
} from './batch-bench.ts';

const codeOf = (error: unknown) => (error instanceof AppError ? error.code : String(error));

let serial = 0;
/** A roster like no other, also in its headers (what was answered for one is kept for its like), with so many people. */
function freshRoster(people = 1, changes: Parameters<typeof line>[2] = {}): string {
  serial++;
  const lines = Array.from({ length: people }, (_, i) => [
    ...line(`Person ${serial} of ${i}`, 'tlms-1', changes),
    '',
  ]);
  return csv([[...LONG_HEADER, `remark ${serial}`], ...lines]);
}

/** Numbers that may be days or months: something to ask about. */
const ASKS = { date: '02/03/2026' };

async function openForTest(options: Parameters<typeof openBench>[0] = {}): Promise<Bench> {
  const bench = await openBench(options);
  onTestFinished(() => bench.close());
  return bench;
}

describe('the states of a batch', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  /** A batch in this state, with its file. */
  async function bring(state: BatchState): Promise<{ batch: BatchRecord; file: string }> {
    const file = freshRoster(1, state === 'draft' ? ASKS : {});
    const batch = await check(bench, file);
    const { id } = batch;
    const start = () => startBatch(bench.issuing, bench.queue, id, 'test');
    if (state === 'approved') await approveBatch(bench.issuing, id, { revision: 1, actor: 'test' });
    if (state === 'signing' || state === 'paused' || state === 'failed') await start();
    if (state === 'paused') await pauseBatch(bench.issuing, id, 'test');
    if (state === 'failed') await cancelBatch(bench.issuing, id, 'test');
    if (state === 'done') await sign(bench, batch);
    const brought = (await bench.issuing.store.getBatch(id)) as BatchRecord;
    expect(brought.state).toBe(state);
    return { batch: brought, file };
  }

  const OTHER: BatchSettings = { dateOrder: 'dmy' };
  const MOVES = {
    approve: ({ batch }) =>
      approveBatch(bench.issuing, batch.id, { revision: batch.revision, actor: 'test' }),
    start: ({ batch }) => startBatch(bench.issuing, bench.queue, batch.id, 'test'),
    pause: ({ batch }) => pauseBatch(bench.issuing, batch.id, 'test'),
    cancel: ({ batch }) => cancelBatch(bench.issuing, batch.id, 'test'),
    checkSame: ({ file }) => check(bench, file),
    checkOther: ({ file }) => check(bench, file, OTHER),
  } satisfies Record<string, (at: { batch: BatchRecord; file: string }) => Promise<BatchRecord>>;

  const NO = 'BATCH_STATE';
  const TABLE: Record<BatchState, Record<keyof typeof MOVES, string>> = {
    draft: {
      approve: NO,
      start: NO,
      pause: NO,
      cancel: 'failed',
      checkSame: 'draft 2',
      checkOther: 'checked 2',
    },
    checked: {
      approve: 'approved',
      start: 'signing',
      pause: NO,
      cancel: 'failed',
      checkSame: 'checked 1',
      checkOther: 'checked 2',
    },
    approved: {
      approve: NO,
      start: 'signing',
      pause: NO,
      cancel: 'failed',
      checkSame: 'approved 1',
      checkOther: 'checked 2',
    },
    signing: {
      approve: NO,
      start: 'signing',
      pause: 'paused',
      cancel: 'failed',
      checkSame: 'signing 1',
      checkOther: 'signing 1',
    },
    paused: {
      approve: NO,
      start: 'signing',
      pause: NO,
      cancel: 'failed',
      checkSame: 'paused 1',
      checkOther: 'paused 1',
    },
    done: { approve: NO, start: 'done', pause: NO, cancel: NO, checkSame: 'done 1', checkOther: 'done 1' },
    failed: {
      approve: NO,
      start: 'signing',
      pause: NO,
      cancel: NO,
      checkSame: 'failed 1',
      checkOther: 'checked 2',
    },
  };
  const cases = Object.entries(TABLE).flatMap(([state, moves]) =>
    Object.entries(moves).map(([move, becomes]) => ({ state, move, becomes })),
  ) as { state: BatchState; move: keyof typeof MOVES; becomes: string }[];

  it.each(cases)('$state: $move gives $becomes', async ({ state, move, becomes }) => {
    const at = await bring(state);
    const before = await bench.issuing.store.listAudit({ limit: 100_000 });
    const moved = await MOVES[move](at).catch((error: unknown) => error);
    const after = await expectCounted(bench, at.batch.id);
    if (becomes === NO) {
      expect(codeOf(moved)).toBe(NO);
      expect(after).toEqual(at.batch);
      expect(await bench.issuing.store.listAudit({ limit: 100_000 })).toEqual(before);
    } else {
      expect(moved).toEqual(after);
      expect(`${after.state} ${after.revision}`).toMatch(new RegExp(`^${becomes}`));
      // What is checked anew is approved by nobody.
      if (after.revision > 1) expect(after).toMatchObject({ approvedBy: null, approvedAt: null });
    }
    if (after.state === 'signing') await cancelBatch(bench.issuing, after.id, 'test');
  });

  it('knows no batch that is not there', async () => {
    for (const move of [MOVES.approve, MOVES.start, MOVES.pause, MOVES.cancel]) {
      const at = { batch: { id: 'none', revision: 1 } as BatchRecord, file: '' };
      await expect(move(at)).rejects.toMatchObject({ code: 'BATCH_UNKNOWN' });
    }
  });

  it('is the same batch for the same file, whoever sends it and whatever it is called', async () => {
    const { batch, file } = await bring('checked');
    expect(await check(bench, file, {}, 'someone else')).toEqual(batch);
    expect((await check(bench, `${file}\r\n`)).id).not.toBe(batch.id);
  });

  it('refuses the approval of what was looked at before the last check', async () => {
    const { batch, file } = await bring('checked');
    await check(bench, file, OTHER);
    const approve = (revision: number) => approveBatch(bench.issuing, batch.id, { revision, actor: 'test' });
    await expect(approve(1)).rejects.toMatchObject({ code: NO });
    await expect(approve(3)).rejects.toMatchObject({ code: NO });
    expect(await approve(2)).toMatchObject({ state: 'approved', approvedBy: 'test' });
  });

  it('never signs what was never checked to its end', async () => {
    const { batch } = await bring('draft');
    await cancelBatch(bench.issuing, batch.id, 'test');
    await expect(MOVES.start({ batch, file: '' })).rejects.toMatchObject({ code: NO });
  });

  it('checks anew what was cancelled before anybody approved it', async () => {
    const { batch, file } = await bring('checked');
    await cancelBatch(bench.issuing, batch.id, 'test');
    expect(await check(bench, file)).toMatchObject({ id: batch.id, state: 'checked', revision: 2 });
  });
});

describe('two people', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
    await foundIssuer(bench.issuing, {
      slug: '',
      name: 'Test County Office of Education',
      url: 'https://county.example',
      email: 'office@county.example',
      needsApproval: true,
      actor: 'test',
      keys: bench.keys,
    });
  });
  afterAll(() => bench.close());

  const start = (id: string, actor: string) => startBatch(bench.issuing, bench.queue, id, actor);
  const approve = (id: string, actor: string, revision = 1) =>
    approveBatch(bench.issuing, id, { revision, actor });

  it('are needed: neither who made it nor who checked it approves, and nobody starts before', async () => {
    const file = freshRoster();
    const { id } = await check(bench, file, {}, 'maker');
    await expect(start(id, 'maker')).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' });
    await expect(start(id, 'other')).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' });
    await expect(approve(id, 'maker')).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' });
    await check(bench, file, { dateOrder: 'dmy' }, 'checker');
    for (const actor of ['maker', 'checker'])
      await expect(approve(id, actor, 2)).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' });
    expect(await approve(id, 'approver', 2)).toMatchObject({ state: 'approved', approvedBy: 'approver' });
    expect(await sign(bench, { id })).toMatchObject({ state: 'done', approvedBy: 'approver' });
  });

  it('are needed again after an edit', async () => {
    const file = freshRoster();
    const { id } = await check(bench, file, {}, 'maker');
    await approve(id, 'approver');
    await check(bench, file, { duplicates: 'again' }, 'maker');
    await expect(start(id, 'maker')).rejects.toMatchObject({ code: 'APPROVAL_NEEDED' });
  });

  it('are needed for what was cancelled before it was approved', async () => {
    const { id } = await check(bench, freshRoster(), {}, 'maker');
    await cancelBatch(bench.issuing, id, 'maker');
    await expect(start(id, 'maker')).rejects.toBeInstanceOf(AppError);
    expect((await bench.issuing.store.getBatch(id))?.state).toBe('failed');
  });

  it('are not asked again for what was approved and then stopped', async () => {
    const { id } = await check(bench, freshRoster(), {}, 'maker');
    await approve(id, 'approver');
    await start(id, 'maker');
    await cancelBatch(bench.issuing, id, 'maker');
    expect(await sign(bench, { id })).toMatchObject({ state: 'done', totals: { issued: 1 } });
  });
});

/** Three jobs: the smallest has 25 rows. */
const PEOPLE = 60;

/** Calls `act` once, when the store has done this for the first time. */
function watchStore(
  method: 'listOpenBatchRows' | 'reserveBatchIssuances' | 'closeBatchIssuances',
  act: () => Promise<unknown>,
) {
  let isOver = false;
  return (store: Store): Store => ({
    ...store,
    [method]: async (...args: [never, never, never]) => {
      const result = await store[method](...args);
      if (!isOver) {
        isOver = true;
        await act();
      }
      return result;
    },
  });
}

describe.each([
  { name: 'pause', move: pauseBatch, state: 'paused', problem: null },
  { name: 'cancel', move: cancelBatch, state: 'failed', problem: { code: 'CANCELLED' } },
])('$name', ({ move, state, problem }) => {
  it('stops after the job at hand, keeps what is signed, and start finishes the rest', async () => {
    let stop: () => Promise<unknown> = async () => undefined;
    const bench = await openForTest({ wrapStore: watchStore('reserveBatchIssuances', () => stop()) });
    const { id } = await check(bench, freshRoster(PEOPLE));
    stop = () => move(bench.issuing, id, 'test');
    await startBatch(bench.issuing, bench.queue, id, 'test');
    await work(bench);
    const stopped = await expectCounted(bench, id);
    expect(stopped).toMatchObject({ state, totals: { issued: 25 }, open: 35 });
    if (problem === null) expect(stopped.problem).toBeNull();
    else expect(stopped.problem).toMatchObject(problem);
    const before = await credentialsOf(bench);
    expect(before).toHaveLength(25);

    const done = await sign(bench, { id });
    expect(done).toMatchObject({ state: 'done', problem: null, totals: { issued: PEOPLE } });
    const after = await credentialsOf(bench);
    expect(after).toHaveLength(PEOPLE);
    expect(new Set(after.map(({ holderId }) => holderId)).size).toBe(PEOPLE);
    const bodies = new Set(after.map(({ body }) => body));
    expect(before.every(({ body }) => bodies.has(body))).toBe(true);
  });

  it('reserves nothing for a job that has only begun to read', async () => {
    let stop: () => Promise<unknown> = async () => undefined;
    const bench = await openForTest({ wrapStore: watchStore('listOpenBatchRows', () => stop()) });
    const { id } = await check(bench, freshRoster(2));
    stop = () => move(bench.issuing, id, 'test');
    await startBatch(bench.issuing, bench.queue, id, 'test');
    expect(await work(bench)).toEqual([]);
    expect(await expectCounted(bench, id)).toMatchObject({ state, totals: { issued: 0 } });
    expect(await bench.issuing.store.listStatusLists()).toEqual([]);
    expect(await sign(bench, { id })).toMatchObject({ state: 'done', totals: { issued: 2 } });
  });

  it('loses nothing between two jobs either', async () => {
    let stop: () => Promise<unknown> = async () => undefined;
    const bench = await openForTest({ wrapStore: watchStore('closeBatchIssuances', () => stop()) });
    const { id } = await check(bench, freshRoster(PEOPLE));
    stop = () => move(bench.issuing, id, 'test');
    await startBatch(bench.issuing, bench.queue, id, 'test');
    await work(bench);
    expect(await expectCounted(bench, id)).toMatchObject({ state, totals: { issued: 25 } });
    expect(await sign(bench, { id })).toMatchObject({ state: 'done', totals: { issued: PEOPLE } });
    expect(await credentialsOf(bench)).toHaveLength(PEOPLE);
  });
});

describe('a key that is away', () => {
  /** Signs so many times, then fails so. */
  function openBreaking() {
    const broken = { after: Number.POSITIVE_INFINITY, calls: 0, error: (): Error => new Error('unset') };
    const wrapSigners: NonNullable<Parameters<typeof openBench>[0]>['wrapSigners'] = (signers) => ({
      ...signers,
      async signerOf(did) {
        const signer = await signers.signerOf(did);
        return {
          ...signer,
          async sign(input) {
            if (broken.calls++ >= broken.after) throw broken.error();
            return signer.sign(input);
          },
        };
      },
    });
    return { broken, wrapSigners };
  }

  it('stops the batch after five tries; once it is back, start finishes with one credential a row', async () => {
    const { broken, wrapSigners } = openBreaking();
    const bench = await openForTest({ wrapSigners });
    const { id } = await check(bench, freshRoster(PEOPLE));
    await startBatch(bench.issuing, bench.queue, id, 'test');
    broken.calls = 0;
    // The status list's two proofs and those of ten credentials: two each.
    broken.after = 22;
    broken.error = () => new AppError('KEY_UNAVAILABLE', 'The key is away.');
    const failures = await work(bench);
    expect(failures.map(codeOf)).toEqual(Array(5).fill('KEY_UNAVAILABLE'));
    const stopped = await expectCounted(bench, id);
    expect(stopped).toMatchObject({ state: 'failed', problem: { code: 'KEY_UNAVAILABLE' } });
    // What was signed before is recorded; what was only reserved waits.
    expect(stopped.totals.issued).toBeGreaterThan(0);
    expect(stopped.open).toBe(PEOPLE - stopped.totals.issued);
    expect((await rowsOf(bench, stopped)).some(({ outcome }) => outcome === 'reserved')).toBe(true);
    const before = await credentialsOf(bench);

    broken.after = Number.POSITIVE_INFINITY;
    const done = await sign(bench, { id });
    expect(done).toMatchObject({ state: 'done', problem: null, totals: { issued: PEOPLE, refused: 0 } });
    const after = await credentialsOf(bench);
    expect(new Set(after.map(({ holderId }) => holderId)).size).toBe(PEOPLE);
    expect(after).toHaveLength(PEOPLE);
    expect(after.map(({ body }) => body)).toEqual(expect.arrayContaining(before.map(({ body }) => body)));
  });

  it('is told apart from what nobody expected, of which nothing is shown', async () => {
    const { broken, wrapSigners } = openBreaking();
    const bench = await openForTest({ wrapSigners });
    const { id } = await check(bench, freshRoster(1));
    await startBatch(bench.issuing, bench.queue, id, 'test');
    broken.after = 0;
    broken.error = () => new Error('secret of the machine room');
    expect(await work(bench)).toHaveLength(5);
    const stopped = await expectCounted(bench, id);
    expect(stopped).toMatchObject({ state: 'failed', problem: { code: 'UNEXPECTED' } });
    expect(JSON.stringify(stopped)).not.toContain('machine room');
  });
});

describe('refusals', () => {
  /** Refuses credentials by their number, from 0, with this code. */
  async function openRefusing(refuse: (number: number) => ErrorCode | null): Promise<Bench> {
    const numbers = new Map<string, number>();
    const wrapStore = (store: Store): Store => ({
      ...store,
      // Numbers what is signed in the order in which it was reserved.
      async reserveBatchIssuances(...args) {
        const reserved = await store.reserveBatchIssuances(...args);
        for (const issuance of reserved)
          if (issuance !== null && !numbers.has(issuance.id)) {
            const code = refuse(numbers.size);
            numbers.set(issuance.id, numbers.size);
            // The first thing that building reads.
            if (code !== null)
              Object.defineProperty(issuance, 'request', {
                get: () => {
                  throw new AppError(code, 'It was not to be.');
                },
              });
          }
        return reserved;
      },
    });
    return openForTest({ wrapStore });
  }

  it('five equal ones in a row stop the batch, and start goes on behind them', async () => {
    const bench = await openRefusing((n) => (n >= 3 && n < 8 ? 'LINT_FAILED' : null));
    const { id } = await check(bench, freshRoster(PEOPLE));
    await startBatch(bench.issuing, bench.queue, id, 'test');
    const failures = await work(bench);
    expect(failures.map(codeOf)).toEqual(['TOO_MANY_REFUSALS']);
    const stopped = await expectCounted(bench, id);
    expect(stopped).toMatchObject({ state: 'failed', problem: { code: 'TOO_MANY_REFUSALS' } });
    expect(stopped.totals).toMatchObject({ issued: 3, refused: 5 });
    const done = await sign(bench, { id });
    expect(done).toMatchObject({ state: 'done', totals: { issued: PEOPLE - 5, refused: 5 } });
    const refused = await collect(listResults(bench.issuing, done, ['refused']));
    expect(refused.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual(
      Array(5).fill(['LINT_FAILED']),
    );
    for (const { credentialId, shareUrl } of refused) expect([credentialId, shareUrl]).toEqual([null, null]);
  });

  it('four in a row, or five for different reasons, do not', async () => {
    const bench = await openRefusing((n) => {
      if (n < 20) return n % 5 === 4 ? null : 'LINT_FAILED';
      return n < 30 ? (n % 2 ? 'LINT_FAILED' : 'ACHIEVEMENT_UNKNOWN') : null;
    });
    const { id } = await check(bench, freshRoster(PEOPLE));
    expect(await sign(bench, { id })).toMatchObject({
      state: 'done',
      totals: { issued: PEOPLE - 26, refused: 26 },
    });
    expect(await credentialsOf(bench)).toHaveLength(PEOPLE - 26);
  });

  it('what a program refuses is told already by the check', async () => {
    const bench = await openForTest();
    const parts = [1, 2, 3, 4, 5].map((n) => line('Ana', `rc-${n}`, { date: '2019-05-01' }));
    // Valid for five years from the award: over before it would be signed.
    const full = line('Ana', 'rc-full', { level: '', date: '2020-01-01' });
    const batch = await check(bench, longRoster([...parts, full]));
    expect((await outcomesOf(bench, batch)).at(-1)).toBe('7 rc-full problem');
  });
});

describe('what became undue between the check and the signing', () => {
  it('a date has passed: it is not issued and says why, and the batch comes to its end', async () => {
    const bench = await openForTest();
    const header = [...LONG_HEADER, 'expires_on'];
    const batch = await check(
      bench,
      csv([header, [...line('Ana', 'tlms-1'), '2026-11-21'], [...line('Ben', 'tlms-1'), '2030-01-01']]),
    );
    expect(await outcomesOf(bench, batch)).toEqual(
      expect.arrayContaining(['2 tlms-1 ready', '3 tlms-1 ready']),
    );
    bench.clock.now = new Date('2026-11-22T00:00:01Z');
    const done = await signWithin(bench, batch);
    expect(done).toMatchObject({ state: 'done', totals: { issued: 1, refused: 0 } });
    const [ana] = await collect(listResults(bench.issuing, done));
    expect(ana).toMatchObject({
      status: 'problem',
      reasons: [{ code: 'ends-before-now' }],
      credentialId: null,
    });
    expect(await issuedOf(bench)).toEqual(['Ben tlms-1']);
  });

  it('a part was withdrawn: the whole is not issued', async () => {
    const bench = await openForTest();
    const parts = (name: string) => DOMAINS.map((code) => line(name, code));
    await sign(bench, await check(bench, longRoster([...parts('Ana'), ...parts('Ben')])));
    const header = [...LONG_HEADER, 'hours'];
    const last = (name: string) => [...line(name, 'tlms-capstone'), '130'];
    const batch = await check(bench, csv([header, last('Ana'), last('Ben')]));
    expect(await outcomesOf(bench, batch)).toEqual([
      '2 tlms-capstone ready',
      '3 tlms-capstone ready',
      '2 tlms-full ready',
      '3 tlms-full ready',
    ]);
    const part = (await credentialsOf(bench)).find(
      ({ holderName, achievement }) => holderName === 'Ana' && achievement?.code === 'tlms-3',
    );
    withdraw(bench, part?.status ?? null);
    const done = await signWithin(bench, batch);
    expect(done).toMatchObject({ state: 'done', totals: { issued: 3, refused: 0 } });
    const results = await collect(listResults(bench.issuing, done));
    expect(results.map(({ name, achievement, status }) => `${name} ${achievement} ${status}`)).toEqual([
      'Ana tlms-capstone issued',
      'Ben tlms-capstone issued',
      'Ana tlms-full not-due',
      'Ben tlms-full issued',
    ]);
    expect(results[2]?.reasons).toMatchObject([{ code: 'achievement-missing', achievements: ['tlms-3'] }]);
  });

  it('a batch of nothing but undue rows is over too', async () => {
    const bench = await openForTest();
    const header = [...LONG_HEADER, 'expires_on'];
    const batch = await check(bench, csv([header, [...line('Ana', 'tlms-1'), '2026-11-21']]));
    bench.clock.now = new Date('2026-12-01T00:00:00Z');
    expect(await signWithin(bench, batch)).toMatchObject({ state: 'done', totals: { issued: 0 } });
  });
});

/** As `sign`, but does not wait for ever. */
async function signWithin(bench: Bench, { id }: BatchRecord): Promise<BatchRecord> {
  await startBatch(bench.issuing, bench.queue, id, 'test');
  const late = new Promise((resolve) =>
    setTimeout(() => resolve('still at work after 40 s'), 40_000).unref(),
  );
  const ended = await Promise.race([work(bench), late]);
  if (typeof ended === 'string') await pauseBatch(bench.issuing, id, 'test');
  expect(ended).toEqual([]);
  return expectCounted(bench, id);
}

/** As withdrawing will do it: the bit and the ledger's version. */
function withdraw({ databaseUrl }: Bench, place: { list: number; index: number } | null): void {
  const database = new Sqlite(databaseUrl.slice('sqlite:'.length));
  const set = database.prepare(
    'update status_entries set is_set = 1 where status_list = ? and status_list_index = ?',
  );
  expect(set.run(place?.list, place?.index).changes).toBe(1);
  database
    .prepare('update status_lists set ledger_version = ledger_version + 1 where number = ?')
    .run(place?.list);
  database.close();
}
