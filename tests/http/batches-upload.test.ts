import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROSTER_LIMITS } from '../../src/roster/roster-limits.ts';
import {
  checkRoster,
  type DescribedBatch,
  rosterOf,
  rosterRow,
  sendRoster,
  waitForCheck,
} from '../support/batch-requests.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

const MARKER = 'mArKeR7';

let test: TestApp;
let next = 0;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

/** Content that no batch has yet. */
const fresh = () => rosterOf([rosterRow(next++)]);

async function sendForm(form: FormData, query = ''): Promise<Response> {
  return test.app.request(`/api/batches${query}`, {
    method: 'POST',
    headers: test.bearer('award'),
    body: form,
  });
}

async function problemsOf(response: Response, status: number): Promise<[string | undefined, string][]> {
  const text = await response.text();
  expect([response.status, text]).toEqual([status, expect.not.stringContaining(MARKER)]);
  const { problems = [] } = JSON.parse(text);
  return problems.map(({ path, code }: { path?: string; code: string }) => [path, code]);
}

describe('a roster', () => {
  it.each([
    'text/csv',
    'text/csv; charset=utf-8',
    'text/plain',
    'application/vnd.ms-excel',
    'application/octet-stream',
  ])('is sent as %s', async (type) => {
    const sent = await sendRoster(test, fresh(), { headers: { 'content-type': type } });
    expect(sent.status).toBe(202);
    const { id } = (await sent.json()) as DescribedBatch;
    expect(await waitForCheck(test, id)).toMatchObject({ state: 'checked', fileName: null });
  });

  it('is sent in a form, with settings before it or after it', async () => {
    for (const order of ['before', 'after']) {
      const form = new FormData();
      if (order === 'before') form.set('settings', '{"duplicates":"again"}');
      form.set('file', new Blob([fresh()], { type: 'text/csv' }), `C:\\fakepath\\año "1" ${order}.csv`);
      if (order === 'after') form.set('settings', '{"duplicates":"again"}');
      form.set('full', 'never');
      form.set('program', '');
      const sent = await sendForm(form);
      expect(sent.status).toBe(202);
      const { id } = (await sent.json()) as DescribedBatch;
      expect(await waitForCheck(test, id)).toMatchObject({
        state: 'checked',
        fileName: `año "1" ${order}.csv`,
        settings: { duplicates: 'again', full: 'never' },
      });
    }
  });

  it('in a form is the same file as by itself, byte by byte, whatever it holds', async () => {
    const tricky = `${fresh()}"R-x","--b\r\n--","\r\n\r\n--","\r\n-- ","",,,\r\n`;
    const alone = await checkRoster(test, tricky);
    const form = new FormData();
    form.set('file', new Blob([tricky]));
    const sent = await sendForm(form);
    expect([sent.status, await sent.json()]).toMatchObject([200, { id: alone.id, state: 'checked' }]);
  });

  it('comes in pieces of any size', async () => {
    const roster = fresh();
    const alone = await checkRoster(test, roster);
    for (const size of [1, 2, 3, 7, 64]) {
      const boundary = 'b0undary';
      const body = Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="r.csv"\r\nContent-Type: text/csv\r\n\r\n${roster}\r\n--${boundary}--\r\n`,
      );
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let i = 0; i < body.length; i += size) controller.enqueue(body.subarray(i, i + size));
          controller.close();
        },
      });
      const sent = await test.app.request('/api/batches', {
        method: 'POST',
        headers: { ...test.bearer('award'), 'content-type': `multipart/form-data; boundary=${boundary}` },
        body: stream,
        duplex: 'half',
      } as RequestInit);
      expect([size, sent.status, await sent.json()]).toMatchObject([size, 200, { id: alone.id }]);
    }
  });

  it.each([
    ['no roster', '', [['body', 'multipart-malformed']]],
    [
      'half a form',
      '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nmArKeR7',
      [['body', 'multipart-malformed']],
    ],
    [
      'no file',
      '--b\r\nContent-Disposition: form-data; name="full"\r\n\r\nnever\r\n--b--',
      [['file', 'missing']],
    ],
    ['a part without a name', '--b\r\nX: mArKeR7\r\n\r\nmArKeR7\r\n--b--', [['body', 'multipart-malformed']]],
    [
      'two files',
      '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\na\r\n--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nb\r\n--b--',
      [['file', 'more-than-one']],
    ],
    ['headers without an end', `--b\r\n${'X: mArKeR7\r\n'.repeat(5_000)}`, [['body', 'multipart-malformed']]],
  ])('is refused in a form that has %s', async (_, body, expected) => {
    const sent = await sendRoster(test, body, {
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    expect(await problemsOf(sent, 400)).toEqual(expected);
  });

  it('is refused as another type, and without one', async () => {
    for (const type of ['application/json', 'image/png', 'text/html', `x/${MARKER}`]) {
      const sent = await sendRoster(test, fresh(), { headers: { 'content-type': type } });
      expect(await problemsOf(sent, 400)).toEqual([['content-type', 'media-type']]);
    }
  });

  it.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'empty'],
    ['a spreadsheet', `PK\u0003\u0004${MARKER}`, 'not-csv'],
    ['a PDF', `%PDF-1.7 ${MARKER}`, 'not-csv'],
  ])('is refused when it is %s, and no batch is opened', async (_, content, code) => {
    const before = await test.issuing.store.listBatches({ limit: 200 });
    const sent = await sendRoster(test, String(content));
    expect((await problemsOf(sent, 422)).map(([, found]) => found)).toEqual([code]);
    expect(await test.issuing.store.listBatches({ limit: 200 })).toHaveLength(before.length);
  });

  it('is refused for an issuer that there is not', async () => {
    const sent = await sendRoster(test, fresh(), { query: '?issuer=nobody' });
    expect([sent.status, (await sent.json()).type]).toEqual([404, expect.stringMatching(/#ISSUER_UNKNOWN$/)]);
  });
});

describe('settings', () => {
  it('are refused with everything that is wrong at once', async () => {
    const settings = JSON.stringify({
      program: [MARKER],
      columns: { [MARKER]: 7 },
      dateOrder: MARKER,
      defaults: { [MARKER]: 'x', hours: 7 },
      [MARKER]: 1,
    });
    const query = new URLSearchParams({
      settings,
      achievement: `${MARKER} !`,
      full: MARKER,
      issuer: MARKER,
      [MARKER]: 'x',
    });
    const problems = await problemsOf(await sendRoster(test, fresh(), { query: `?${query}` }), 400);
    expect(problems.sort()).toEqual(
      [
        [undefined, 'unknown-member'],
        ['achievement', 'invalid-format'],
        ['full', 'invalid-value'],
        ['issuer', 'invalid-format'],
        ['settings', 'unknown-member'],
        ['settings.columns', 'invalid-type'],
        ['settings.dateOrder', 'invalid-value'],
        ['settings.defaults', 'unknown-member'],
        ['settings.defaults.hours', 'invalid-type'],
        ['settings.program', 'invalid-type'],
      ].sort() as typeof problems,
    );
  });

  it('are refused when they are no JSON', async () => {
    for (const [settings, code] of [
      [`{"${MARKER}"`, 'json-malformed'],
      ['['.repeat(100), 'json-too-deep'],
    ]) {
      const query = `?${new URLSearchParams({ settings: settings ?? '' })}`;
      expect(await problemsOf(await sendRoster(test, fresh(), { query }), 400)).toEqual([['settings', code]]);
    }
  });

  it('answer the questions of a roster, which waits for them', async () => {
    const roster = fresh()
      .replace('2026-05-15', '05/06/2026')
      .replace('credential_code', 'column nobody knows');
    const sent = await sendRoster(test, roster);
    const asked: DescribedBatch = await sent.json();
    expect([sent.status, asked]).toMatchObject([
      200,
      { state: 'draft', report: null, checking: null, problem: { code: 'ROSTER_QUESTIONS' } },
    ]);
    const questions = (asked['problem'] as { questions: { code: string; choices?: string[] }[] }).questions;
    expect(questions.map(({ code }) => code).sort()).toEqual(['credential-missing', 'date-order']);
    expect(questions.find(({ code }) => code === 'date-order')?.choices).toEqual(['mdy', 'dmy']);
    const refused = await test.post(`/api/batches/${asked.id}/start`, {}, test.bearer('award'));
    expect(refused.status).toBe(409);
    const answered = await checkRoster(test, roster, '?dateOrder=dmy&achievement=tlms-2');
    expect(answered).toMatchObject({ id: asked.id, state: 'checked', problem: null, revision: 2 });
    const { rows } = await (
      await test.get(`/api/batches/${asked.id}/rows?outcome=ready`, test.bearer('read'))
    ).json();
    expect(rows).toMatchObject([{ achievement: 'tlms-2', status: 'ready' }]);
  });
});

describe('what is too large', () => {
  const big = ROSTER_LIMITS.maxBytes;
  const upload = (bytes: number, headers: Record<string, string> = {}) => {
    const chunk = new Uint8Array(4 * 1024 * 1024).fill(0x61);
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= bytes) return controller.close();
        const piece = chunk.subarray(0, Math.min(chunk.length, bytes - sent));
        sent += piece.length;
        controller.enqueue(piece);
      },
    });
    return test.app.request('/api/batches', {
      method: 'POST',
      headers: { ...test.bearer('award'), 'content-type': 'text/csv', ...headers },
      body: stream,
      duplex: 'half',
    } as RequestInit);
  };

  it('is refused before it is read when it says so, and when it turns out to be', async () => {
    for (const sent of [await upload(100, { 'content-length': '400000000' }), await upload(big + 1)])
      expect([sent.status, (await sent.json()).type]).toEqual([
        413,
        expect.stringMatching(/#PAYLOAD_TOO_LARGE$/),
      ]);
  });

  it('is not a roster of more than ten megabytes, which other routes refuse', async () => {
    const sent = await upload(12 * 1024 * 1024);
    // It is one endless cell, so it is read and found to be no roster.
    expect(sent.status).toBe(422);
    const other = await test.post(
      '/api/batches/x/approve',
      'x'.repeat(12 * 1024 * 1024),
      test.bearer('approve'),
    );
    expect(other.status).toBe(413);
  });
});
