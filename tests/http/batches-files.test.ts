import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRoster, move, rosterOf, rosterRow, sendRoster, signAll } from '../support/batch-requests.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

let test: TestApp;
let id: string;
const EVIL = `=HYPERLINK("https://evil.example","x")`;
beforeAll(async () => {
  test = await openTestApp();
  const rows = [
    rosterRow(1, { row_ref: '-1+2' }),
    rosterRow(2, { email: 'nobody', row_ref: EVIL }),
    rosterRow(3),
    rosterRow(3),
    rosterRow(4, { level: 'developing' }),
  ];
  ({ id } = await checkRoster(test, rosterOf(rows)));
});
afterAll(() => test.close());

const read = (path: string) => test.get(`/api/batches/${id}${path}`, test.bearer('read'));
const statusesOf = async (response: Response) =>
  (await response.json()).rows.map(({ position, status }: { position: number; status: string }) => [
    position,
    status,
  ]);

describe('rows', () => {
  it('say what will become of each, page by page and by outcome', async () => {
    expect(await statusesOf(await read('/rows?outcome=ready,problem,duplicate'))).toEqual([
      [0, 'ready'],
      [1, 'problem'],
      [2, 'ready'],
      [3, 'duplicate'],
      [4, 'problem'],
    ]);
    expect(await statusesOf(await read('/rows?outcome=problem,duplicate&limit=2'))).toEqual([
      [1, 'problem'],
      [3, 'duplicate'],
    ]);
    expect(await statusesOf(await read('/rows?outcome=problem,duplicate&limit=2&after=3'))).toEqual([
      [4, 'problem'],
    ]);
    const { rows } = await (await read('/rows?outcome=problem&limit=1')).json();
    expect(rows).toMatchObject([
      {
        line: 3,
        rowRef: EVIL,
        reasons: [{ column: 'row_ref', code: 'looks-like-formula' }, { column: 'email' }],
        warnings: [],
        shareUrl: null,
      },
    ]);
  });

  it.each(['outcome=mArKeR', 'after=-1', 'after=mArKeR', 'limit=0', 'limit=201'])(
    'refuse ?%s',
    async (query) => {
      const response = await read(`/rows?${query}`);
      expect([response.status, await response.text()]).toEqual([400, expect.not.stringContaining('mArKeR')]);
    },
  );

  it('can be looked at as the credential that they become, which is not signed', async () => {
    const preview = await read('/rows/0/preview');
    const credential = await preview.json();
    expect([preview.status, credential]).toMatchObject([
      200,
      { type: expect.arrayContaining(['OpenBadgeCredential']), issuer: expect.anything() },
    ]);
    expect(JSON.stringify(credential)).toContain('Teacher 1 Núñez');
    expect(credential).not.toHaveProperty('proof');
    for (const position of ['1', '99', '-1', 'x']) {
      const none = await read(`/rows/${position}/preview`);
      expect([position, none.status]).toEqual([position, 404]);
    }
  });
});

describe('files', () => {
  it('are there only when the check is over', async () => {
    const sent = await sendRoster(test, rosterOf([rosterRow(50)]).replace('credential_code', 'x'));
    const { id: draft } = await sent.json();
    for (const file of ['results.csv', 'errors.csv', 'qr-sheet.html']) {
      const response = await test.get(`/api/batches/${draft}/${file}`, test.bearer('read'));
      expect([file, response.status]).toEqual([file, 409]);
    }
  });

  it('hold no cell that a spreadsheet program would calculate', async () => {
    for (const file of ['results.csv', 'errors.csv']) {
      const text = await (await read(`/${file}`)).text();
      expect(text).toContain(`"'=HYPERLINK`);
      if (file === 'results.csv') expect(text).toContain(`'-1+2`);
      for (const cell of text.replace('\ufeff', '').split(/[,\r\n]+/))
        expect([file, cell]).toEqual([file, expect.not.stringMatching(/^"?[=+\-@]/)]);
    }
  });

  it('of errors are rows as they came, and mended they are a batch of their own', async () => {
    const response = await read('/errors.csv');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="errors-/);
    // Not `text()`, which takes the byte order mark off that Excel needs.
    const text = Buffer.from(await response.arrayBuffer()).toString();
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe(
      '\ufefferror,row_ref,full_name,email,credential_code,level,issued_on,assessors,evidence_url',
    );
    const mended = text
      .replace('nobody', 'teacher.2@teachers.example')
      .replace(/"'=HYPERLINK.*?\)"/, 'R-2')
      .replace('developing', 'accomplished');
    expect(await checkRoster(test, mended)).toMatchObject({
      state: 'checked',
      report: { counts: { ready: 2, toFix: 0 } },
    });
  });

  it('that break off are not whole for whoever reads them', async () => {
    const { listBatchRows } = test.issuing.store;
    test.issuing.store.listBatchRows = () => Promise.reject(new Error('SECRET away'));
    try {
      await expect(read('/results.csv').then((response) => response.text())).rejects.toThrow();
      expect(test.log()).toContain('a download broke off');
    } finally {
      test.issuing.store.listBatchRows = listBatchRows;
    }
  });
});

describe('the sheet of QR codes', () => {
  it('says so when there is nothing to print yet', async () => {
    const text = await (await read('/qr-sheet.html')).text();
    expect(text).toContain('nothing to print yet');
    expect(text).not.toContain('<article>');
  });

  it('has a card for each credential that is signed, and its policy allows its own style and nothing else', async () => {
    await move(test, id, 'start');
    await signAll(test);
    const response = await read('/qr-sheet.html?perPage=1');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await response.text();
    expect(text.match(/<article>/g)).toHaveLength(2);
    expect(text.match(/<section/g)).toHaveLength(2);
    expect(text).toContain('Teacher 3 Núñez');
    expect(text).toContain(`href="${PUBLIC_URL}/c/`);
    const [style = ''] = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, inside]) => inside);
    const policy = response.headers.get('content-security-policy') ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toContain(`style-src 'sha256-${hash}';`);
    expect(policy).toContain("default-src 'none'");
    expect(text).not.toMatch(/<script|\sstyle=|\son[a-z]+=/i);
  });

  it.each(['0', '2', '1.5', 'mArKeR', '1000'])('has no sheets of %s', async (perPage) => {
    const response = await read(`/qr-sheet.html?perPage=${perPage}`);
    expect([response.status, await response.text()]).toEqual([400, expect.not.stringContaining('mArKeR')]);
  });

  it('leaves out what its holder turned off', async () => {
    const { rows } = await (await read('/rows?outcome=issued')).json();
    const share = rows[0].shareUrl.split('/').at(-1);
    await test.app.request(`/api/shares/${share}`, { method: 'DELETE', headers: test.bearer('manage') });
    const text = await (await read('/qr-sheet.html')).text();
    expect(text.match(/<article>/g)).toHaveLength(1);
    expect(text).not.toContain(share);
  });
});
