import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../src/issuer/tokens.ts';
import type { JsonObject } from '../../src/model/json.ts';
import {
  checkRoster,
  type DescribedBatch,
  move,
  readBatch,
  rosterOf,
  rosterRow,
  sendRoster,
  signAll,
  waitForCheck,
} from '../support/batch-requests.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const read = (path: string) => test.get(path, test.bearer('read'));
const problemOf = async (response: Response) => [response.status, (await response.json()).type.split('#')[1]];

async function askForTwo(needsApproval: boolean): Promise<void> {
  const issuer = await test.issuing.store.findIssuer('');
  if (issuer === null) throw new Error('the test instance has its issuer');
  const at = test.clock.now;
  await test.issuing.store.saveIssuer(
    { ...issuer, needsApproval },
    { at, actor: 'test', action: 'issuer-updated', subject: issuer.did },
  );
}

describe('a roster on its way to credentials', () => {
  it('is checked, approved by someone else, signed, and its links open', async () => {
    await askForTwo(true);
    const rows = [...Array(30)].map((_, i) => rosterRow(i));
    const sent = await sendRoster(test, rosterOf([...rows, rosterRow(30, { email: 'nobody' })]), {
      headers: { 'content-disposition': `attachment; filename*=UTF-8''Frühling%202026.csv` },
    });
    expect(sent.status).toBe(202);
    const opened: DescribedBatch = await sent.json();
    expect(sent.headers.get('location')).toBe(`${PUBLIC_URL}/api/batches/${opened.id}`);
    expect(opened).toMatchObject({
      url: `${PUBLIC_URL}/api/batches/${opened.id}`,
      state: 'draft',
      fileName: 'Frühling 2026.csv',
      createdBy: 'token:test-award',
      checking: { done: expect.any(Number), all: 31 },
      report: null,
      progress: null,
    });

    const checked = await waitForCheck(test, opened.id);
    expect(checked).toMatchObject({
      state: 'checked',
      revision: 1,
      report: { checkedBy: 'token:test-award', counts: { ready: 30, toFix: 1 } },
      progress: { done: 0, all: 30 },
      problem: null,
      links: { rows: `${opened.url}/rows`, results: `${opened.url}/results.csv` },
    });

    expect(await problemOf(await move(test, opened.id, 'start'))).toEqual([403, 'APPROVAL_NEEDED']);
    expect(await problemOf(await move(test, opened.id, 'approve', { revision: 2 }))).toEqual([
      409,
      'BATCH_STATE',
    ]);
    const approved = await move(test, opened.id, 'approve', { revision: 1 });
    expect([approved.status, await approved.json()]).toMatchObject([
      200,
      { state: 'approved', approvedBy: 'token:test-approve' },
    ]);

    const wakes = test.wakes();
    const started = await move(test, opened.id, 'start');
    expect([started.status, await started.json()]).toMatchObject([
      200,
      { state: 'signing', progress: { done: 0, all: 30 } },
    ]);
    expect(test.wakes()).toBe(wakes + 1);
    await signAll(test);

    const done = await readBatch(test, opened.id);
    expect(done).toMatchObject({
      state: 'done',
      open: 0,
      totals: { issued: 30, refused: 0, already: 0 },
      progress: { done: 30, all: 30 },
      finishedAt: expect.any(String),
    });
    const csv = await read(`/api/batches/${opened.id}/results.csv`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toMatch(
      /^attachment; filename="results-[0-9a-f]{8}\.csv"$/,
    );
    expect(csv.headers.get('cache-control')).toContain('no-store');
    const lines = (await csv.text()).trimEnd().split('\r\n');
    expect(lines.filter((line) => line.includes(',issued,'))).toHaveLength(30);
    const share = /https:\/\/\S*?\/c\/[\w-]+/.exec(lines[7] ?? '')?.[0] ?? '';
    const page = await test.get(new URL(share).pathname, { accept: 'text/html' });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Teacher 6 Núñez')]);
    await askForTwo(false);
  });

  it('is approved by nobody who made or checked it, where the issuer asks for two people', async () => {
    await askForTwo(true);
    const batch = await checkRoster(test, rosterOf([rosterRow(100)]));
    const both = await createToken(test.issuing.store, {
      name: 'test-award',
      scopes: ['award', 'approve'],
      at: test.clock.now,
      actor: 'test',
    });
    const own = await test.post(
      `/api/batches/${batch.id}/approve`,
      { revision: 1 },
      { authorization: `Bearer ${both}` },
    );
    expect(await problemOf(own)).toEqual([403, 'APPROVAL_NEEDED']);
    expect(await readBatch(test, batch.id)).toMatchObject({ state: 'checked', approvedBy: null });
    await askForTwo(false);
    expect((await move(test, batch.id, 'start')).status).toBe(200);
    await signAll(test);
    expect(await readBatch(test, batch.id)).toMatchObject({ state: 'done' });
  });

  it('can be paused, gone on with, and cancelled', async () => {
    const batch = await checkRoster(test, rosterOf([rosterRow(110), rosterRow(111)]));
    expect(await problemOf(await move(test, batch.id, 'pause'))).toEqual([409, 'BATCH_STATE']);
    await move(test, batch.id, 'start');
    expect(await (await move(test, batch.id, 'pause')).json()).toMatchObject({ state: 'paused' });
    await signAll(test);
    expect(await readBatch(test, batch.id)).toMatchObject({ state: 'paused', totals: { issued: 0 } });
    expect(await (await move(test, batch.id, 'resume')).json()).toMatchObject({ state: 'signing' });
    expect(await (await move(test, batch.id, 'cancel')).json()).toMatchObject({
      state: 'failed',
      problem: { code: 'CANCELLED' },
    });
    await signAll(test);
    expect(await readBatch(test, batch.id)).toMatchObject({ state: 'failed', totals: { issued: 0 } });
  });
});

describe('the same roster again', () => {
  it('is the same batch, as it stands', async () => {
    const roster = rosterOf([rosterRow(200)]);
    const first = await checkRoster(test, roster);
    const again = await sendRoster(test, roster);
    expect([again.status, await again.json()]).toMatchObject([
      200,
      { id: first.id, state: 'checked', revision: 1 },
    ]);
    await move(test, first.id, 'start');
    await signAll(test);
    const late = await sendRoster(test, roster, { query: '?duplicates=again' });
    expect([late.status, await late.json()]).toMatchObject([
      200,
      { id: first.id, state: 'done', revision: 1 },
    ]);
  });

  it('with other settings is checked anew, and its approval is void', async () => {
    const roster = rosterOf([rosterRow(210)]);
    const first = await checkRoster(test, roster);
    await move(test, first.id, 'approve', { revision: 1 });
    const anew = await checkRoster(test, roster, '?duplicates=again');
    expect(anew).toMatchObject({ id: first.id, state: 'checked', revision: 2, approvedBy: null });
    expect(anew['settings']).toMatchObject({ duplicates: 'again' });
  });

  it('sent many times at one moment is one batch with one check', async () => {
    const roster = rosterOf([...Array(50)].map((_, i) => rosterRow(300 + i)));
    const answers = await Promise.all([...Array(6)].map(() => sendRoster(test, roster)));
    const bodies: DescribedBatch[] = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
    const batch = await waitForCheck(test, bodies[0]?.id ?? '');
    expect(batch).toMatchObject({ state: 'checked', revision: 1, report: { counts: { ready: 50 } } });
  });

  it('sent at one moment with different settings is one batch, checked with those of one of them', async () => {
    const roster = rosterOf([...Array(50)].map((_, i) => rosterRow(400 + i)));
    const answers = await Promise.all(
      ['', '?full=never', '?duplicates=again'].map((query) => sendRoster(test, roster, { query })),
    );
    for (const { status } of answers) expect([200, 202, 409]).toContain(status);
    const bodies: JsonObject[] = await Promise.all(answers.map((answer) => answer.json()));
    const ids = new Set(bodies.flatMap(({ id }) => (id === undefined ? [] : [String(id)])));
    expect(ids.size).toBe(1);
    const batch = await waitForCheck(test, [...ids][0] ?? '');
    expect(batch).toMatchObject({ state: 'checked', problem: null, report: { counts: { ready: 50 } } });
    expect(test.log()).not.toContain('a check failed');
  });
});

describe('lists of batches', () => {
  it('are pages, newest first, without what only the batch itself says', async () => {
    const ids: string[] = [];
    for (const number of [500, 501, 502])
      ids.unshift((await checkRoster(test, rosterOf([rosterRow(number)]))).id);
    const first = await (await read('/api/batches?limit=2')).json();
    expect(first.batches.map(({ id }: DescribedBatch) => id)).toEqual(ids.slice(0, 2));
    expect(first.batches[0]).toMatchObject({ state: 'checked', url: `${PUBLIC_URL}/api/batches/${ids[0]}` });
    expect(first.batches[0]).not.toHaveProperty('report');
    const second = await (await read(`/api/batches?limit=1&after=${ids[1]}`)).json();
    expect(second.batches.map(({ id }: DescribedBatch) => id)).toEqual([ids[2]]);
    const wrong = await read('/api/batches?limit=mArKeR');
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.not.stringContaining('mArKeR')]);
  });
});

describe('a batch that there is not', () => {
  it.each(['', '/rows', '/rows/0/preview', '/results.csv', '/errors.csv', '/qr-sheet.html', '/events'])(
    'is 404: GET %s',
    async (path) => {
      expect(await problemOf(await read(`/api/batches/mArKeR${path}`))).toEqual([404, 'BATCH_UNKNOWN']);
    },
  );
  it.each(['approve', 'start', 'pause', 'resume', 'cancel'] as const)('is 404: POST %s', async (to) => {
    expect(await problemOf(await move(test, 'mArKeR', to, { revision: 1 }))).toEqual([404, 'BATCH_UNKNOWN']);
  });
});

it('an approval names the revision that was looked at', async () => {
  const { id } = await checkRoster(test, rosterOf([rosterRow(600)]));
  for (const body of [{}, { revision: 'mArKeR' }, { revision: 0 }, { revision: 1, mArKeR: 1 }]) {
    const response = await move(test, id, 'approve', body);
    expect([response.status, await response.text()]).toEqual([400, expect.not.stringContaining('mArKeR')]);
  }
  expect(await readBatch(test, id)).toMatchObject({ state: 'checked' });
});

it('the log holds no names, addresses or links of a roster', () => {
  expect(test.log().length).toBeGreaterThan(1000);
  expect(test.log()).not.toMatch(/Núñez|teachers\.example|portfolio\.example|\/c\/[\w-]{14}/);
});
