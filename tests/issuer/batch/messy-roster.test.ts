import { parse } from 'csv-parse/sync';
import { expect, it, onTestFinished } from 'vitest';
import { writeErrors } from '../../../src/issuer/batch/write-results.ts';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { AppError } from '../../../src/model/problem.ts';
import type { BatchRecord, BatchRow } from '../../../src/store/batch-store.ts';
import { type Encoding, encode } from '../../roster/roster-material.ts';
import { partAward } from '../../support/awards.ts';
import {
  type Bench,
  check,
  collect,
  credentialsOf,
  csv,
  openBench,
  reportOf,
  rowsOf,
  sign,
} from './batch-bench.ts';

const HEADER = [
  ...['Ref', 'Name', 'E-mail', 'Employee no', 'Credential', 'Level', 'Date', 'Expires', 'Assessors'],
  ...['Evidence', 'Narrative', 'Remarks'],
];
type Cells = Partial<Record<string, string>>;
/** A finding as `code` or `code @ column`. */
type Found = string;

interface Planted {
  /** What differs from a good row; or the whole row. */
  cells: Cells | string[];
  problems?: Found[];
  warnings?: Found[];
  /** What becomes of a row without problems; `ready` unless said. */
  outcome?: 'already' | 'duplicate';
  /** How somebody mends it; null: by leaving it out. */
  mend?: Cells | null;
}

/** In every cell of a good row stands `xq`, so that nothing of it can turn up elsewhere unseen. */
function goodRow(n: number, name: string): Record<string, string> {
  return {
    Ref: `xq${n}`,
    Name: `Xq${n} ${name}`,
    'E-mail': `xq${n}@schools.example`,
    'Employee no': '',
    Credential: `tlms-${(n % 7) + 1}`,
    Level: ['3', 'Proficient', 'accomplished'][n % 3] as string,
    Date: '2026-05-15',
    Expires: '',
    Assessors: '2',
    Evidence: `https://portfolio.example/xq${n}`,
    Narrative: `Agendas of the team xq${n}.`,
    Remarks: `xq ${n}`,
  };
}

const LONG = 'xq'.repeat(5_001);
const ALL_PARTS = Array(8).fill('achievement-missing');
const CONTROL = 'Xq\u0007bell';

/** `isUnicode`: what Windows-1252 does not have. */
function plantAll(isUnicode: boolean): Planted[] {
  const plant = (cells: Cells | string[], problems: Found[], mend: Cells | null, warnings: Found[] = []) => ({
    cells,
    problems,
    mend,
    warnings,
  });
  const fine = (cells: Cells, warnings: Found[] = []): Planted => ({ cells, warnings });
  const date = { Date: '2026-05-15' };
  const rest = { ...goodRow(900, 'Mended'), Ref: '' };
  return [
    // Half-empty.
    plant(blank({ Name: 'Xq half' }), ['person-missing @ E-mail', 'credential-missing @ Credential'], {
      ...rest,
      'E-mail': 'xq901@schools.example',
    }),
    plant(
      blank({ 'E-mail': 'xqhalf@schools.example' }),
      ['name-missing @ Name', 'credential-missing @ Credential'],
      {
        ...rest,
        'E-mail': 'xq902@schools.example',
      },
    ),
    plant(['xqref', 'Xq short'], ['person-missing @ E-mail', 'credential-missing @ Credential'], {
      ...rest,
      'E-mail': 'xq903@schools.example',
    }),
    plant(
      blank({ Remarks: 'xq only' }),
      ['name-missing @ Name', 'person-missing @ E-mail', 'credential-missing @ Credential'],
      null,
    ),
    plant([...Object.values(goodRow(910, 'Long')), 'xq more'], ['too-many-cells'], {}),
    // Dates.
    plant({ Date: '2026-02-30' }, ['date-invalid @ Date'], date),
    plant({ Date: 'yesterday xq' }, ['date-invalid @ Date'], date),
    plant({ Date: '13/45/2026' }, ['date-invalid @ Date'], date),
    plant({ Date: '46012' }, ['date-serial @ Date'], date),
    plant({ Date: '25/05/2026' }, ['date-order @ Date'], date),
    plant({ Date: '2027-12-31' }, ['awarded-too-far-ahead'], date, ['date-in-future @ Date']),
    plant({ Date: '1826-05-15' }, ['invalid @ Date'], date),
    plant({ Date: '2025-05-15', Expires: '2026-01-01' }, ['ends-before-now'], { Expires: 'never' }),
    plant({ Expires: '2026-01-01' }, ['dates-out-of-order', 'ends-before-now'], { Expires: '2030-01-01' }),
    fine({ Date: '05/16/2026' }),
    fine({ Date: '05/17/2026' }),
    fine({ Date: '3 de abril de 2026', Expires: 'Never' }),
    fine({ Date: '2026-12-01' }, ['date-in-future @ Date']),
    // People.
    plant({ 'E-mail': 'xqtwo@schools.example' }, ['email-of-two-people @ E-mail'], {}),
    plant({ 'E-mail': 'XQTWO@Schools.example' }, ['email-of-two-people @ E-mail'], {
      'E-mail': 'xq904@schools.example',
    }),
    plant({ 'Employee no': 'xq-77' }, ['external-id-of-two-people @ Employee no'], {}, [
      'external-id-with-two-emails @ E-mail',
    ]),
    plant(
      { 'Employee no': 'xq-77' },
      ['external-id-of-two-people @ Employee no'],
      {
        'Employee no': 'xq-78',
      },
      ['external-id-with-two-emails @ E-mail'],
    ),
    fine({ Name: 'Xq Same Person', 'E-mail': 'xqa@schools.example', Credential: 'tlms-1' }, [
      'name-with-two-emails @ E-mail',
    ]),
    fine({ Name: 'Xq Same  person', 'E-mail': 'xqb@schools.example', Credential: 'tlms-2' }, [
      'name-with-two-emails @ E-mail',
    ]),
    fine(
      { Name: 'Xq With Id', 'Employee no': 'xq-5', 'E-mail': 'xqc@schools.example', Credential: 'tlms-1' },
      ['external-id-with-two-emails @ E-mail'],
    ),
    fine(
      { Name: 'Xq With Id', 'Employee no': 'xq-5', 'E-mail': 'xqd@schools.example', Credential: 'tlms-2' },
      ['external-id-with-two-emails @ E-mail'],
    ),
    plant({ 'E-mail': 'xq at school' }, ['invalid-format @ E-mail'], { 'E-mail': 'xq905@schools.example' }),
    plant({ 'E-mail': 'xq1@a.example; xq2@b.example' }, ['invalid-format @ E-mail'], {
      'E-mail': 'xq906@schools.example',
    }),
    fine({ 'E-mail': 'xq.person@gmail.com' }, ['personal-email @ E-mail']),
    // Formulas and markup.
    plant({ Name: '=HYPERLINK("http://xq.example")' }, ['looks-like-formula @ Name'], { Name: 'Xq mended' }),
    plant({ Name: '@SUM(xq)' }, ['looks-like-formula @ Name'], { Name: 'Xq mended too' }),
    plant({ Name: isUnicode ? '＋xq' : '+xq' }, ['looks-like-formula @ Name'], { Name: 'Xq mended three' }),
    plant({ Ref: '=1+xq' }, ['looks-like-formula @ Ref'], { Ref: 'xq' }),
    plant(
      { Level: 'xq superb', Narrative: "=cmd|'/C xq'!A0", Remarks: '-2+3+xq' },
      ['level-unknown @ Level'],
      { Level: '3' },
    ),
    plant({ Level: '+xq', Remarks: '\txq' }, ['level-unknown @ Level'], { Level: '4' }),
    fine({ Narrative: '@xq team, =see agendas', Remarks: '=xq' }),
    plant({ Name: 'Xq <b>Bold</b>' }, ['looks-like-markup @ Name'], { Name: 'Xq Bold' }),
    plant({ Name: '<script>xq</script>' }, ['looks-like-markup @ Name'], { Name: 'Xq Script' }),
    fine({ Narrative: '<img src=x onerror=xq()> & "quoted"' }),
    // Texts.
    plant({ Remarks: LONG }, ['cell-too-long @ Remarks'], { Remarks: '' }),
    plant({ Narrative: LONG }, ['cell-too-long @ Narrative', 'too-big @ Narrative'], { Narrative: 'xq' }),
    plant({ Name: CONTROL }, ['invalid @ Name'], { Name: 'Xq bell' }),
    plant({ Name: 'xq'.repeat(101) }, ['too-big @ Name'], { Name: 'Xq shorter' }),
    plant({ Name: '1234' }, ['invalid @ Name'], { Name: 'Xq letters' }),
    fine({ Name: 'XQ CAPITALS' }, ['name-in-capitals @ Name']),
    fine({ Name: 'Last Xq, First' }, ['name-with-comma @ Name']),
    fine({ Name: 'Ana "Xq" O’Neil' }),
    fine({ Narrative: 'Two\nlines xq,\r\nand "three".' }),
    fine({ Narrative: 'Helped the student id xq' }, ['looks-like-student-data @ Narrative']),
    // Credentials and levels.
    plant({ Credential: 'tlms-99xq' }, ['credential-unknown @ Credential'], { Credential: 'tlms-2' }),
    plant({ Credential: 'Domain 1' }, ['credential-ambiguous @ Credential'], { Credential: 'TLMS-1' }),
    plant({ Credential: '' }, ['credential-missing @ Credential'], { Credential: 'tlms-1' }),
    plant({ Level: 'x' }, ['level-missing @ Level'], { Level: 'Proficient' }),
    plant({ Level: '' }, ['level-missing'], { Level: '3' }),
    plant({ Level: '2' }, ['level-too-low'], { Level: '3' }),
    plant({ Credential: 'rc-full', Level: '3' }, ['level-not-used @ Level'], null),
    plant({ Credential: 'tlms-full', Level: '' }, [...ALL_PARTS, 'hours-missing'], null),
    // Assessors and evidence.
    plant({ Assessors: '1' }, ['assessors-too-few'], { Assessors: '2' }),
    plant({ Assessors: '' }, ['assessors-too-few'], { Assessors: 'Xq One; Xq Two' }),
    plant({ Assessors: 'Xq One; xq ONE' }, ['assessors-too-few'], { Assessors: '3' }),
    plant({ Assessors: '2,5' }, ['assessors-invalid @ Assessors'], { Assessors: '2' }),
    plant({ Assessors: '0' }, ['too-small @ Assessors'], { Assessors: '2' }),
    plant({ Name: 'Xq Myself', Assessors: 'xq  myself; Xq Other' }, ['assessor-is-holder'], {
      Assessors: '2',
    }),
    plant({ Evidence: '', Narrative: '' }, ['evidence-missing'], { Narrative: 'xq' }),
    plant({ Evidence: 'http://xq.example/' }, ['invalid @ Evidence'], {
      Evidence: 'https://xq.example/',
    }),
    plant({ Evidence: 'javascript:xq' }, ['invalid @ Evidence'], { Evidence: '' }),
    plant({ Evidence: 'see the folder xq' }, ['invalid @ Evidence'], { Evidence: '' }),
    // All at once.
    plant(
      { Name: '<i>xq</i>', Date: 'xq', Credential: 'xq', Assessors: '9,9', 'E-mail': '' },
      [
        'looks-like-markup @ Name',
        'person-missing @ E-mail',
        'date-invalid @ Date',
        'assessors-invalid @ Assessors',
        'credential-unknown @ Credential',
      ],
      { Name: 'Xq i', ...date, Credential: 'tlms-3', Assessors: '2', 'E-mail': 'xq907@schools.example' },
    ),
    // Nothing to mend.
    { cells: { Name: 'Xq Twice', 'E-mail': 'xqtwice@schools.example', Credential: 'tlms-1' } },
    {
      cells: { Name: 'Xq Twice', 'E-mail': 'xqtwice@schools.example', Credential: 'TLMS-1' },
      outcome: 'duplicate',
      problems: ['duplicate-in-file'],
    },
    ...['xqhas1', 'xqhas2'].map(
      (key): Planted => ({
        cells: { Name: `${key} Before`, 'E-mail': `${key}@schools.example`, Credential: 'tlms-1' },
        outcome: 'already',
        problems: ['already-held'],
      }),
    ),
    ...(isUnicode
      ? [
          fine({ Name: 'Xq נעמה אבו־סלים' }),
          fine({ Name: 'Xq محمد الأمين' }),
          plant({ Name: 'Xq\u202egnp.exe' }, ['invalid @ Name'], { Name: 'Xq exe' }),
          plant({ Name: 'Xq N\ufffd\ufffdez' }, ['damaged-text @ Name'], { Name: 'Xq Núñez' }),
        ]
      : []),
  ];
}

function blank(cells: Cells): string[] {
  return HEADER.map((header) => cells[header] ?? '');
}

const ROWS = 300;

interface Messy {
  text: string;
  /** By line of the file. */
  lines: Map<number, Planted & { row: string[] }>;
}

/** Planted ones all over good ones, with blank lines and cells of several lines among them. */
function buildRoster(isUnicode: boolean): Messy {
  const planted = plantAll(isUnicode);
  const lines: Messy['lines'] = new Map();
  let text = csv([HEADER]);
  let next = 2;
  const step = Math.floor(ROWS / planted.length);
  for (let n = 0; n < ROWS; n++) {
    const isPlace = n % step === 0 && n / step < planted.length;
    const one: Planted = isPlace ? (planted[n / step] as Planted) : { cells: {} };
    const good = goodRow(n, n % 5 ? 'Núñez Peña' : 'Teacher');
    const { cells } = one;
    const row = Array.isArray(cells) ? cells : HEADER.map((header) => cells[header] ?? good[header] ?? '');
    if (n % 40 === 7) {
      text += `\r\n${','.repeat(HEADER.length - 1)}\r\n`;
      next += 2;
    }
    lines.set(next, { ...one, row });
    text += csv([row]);
    next += 1 + row.join('').split(/\r\n|\r|\n/).length - 1;
  }
  expect(planted.length * step).toBeLessThanOrEqual(ROWS);
  return { text, lines };
}

const write = ({ code, column }: { code?: unknown; column?: unknown }): Found =>
  column === undefined ? `${code}` : `${code} @ ${column}`;

/** What was said of each line: problems, and warnings. */
function foundBy(rows: readonly BatchRow[], what: 'problems' | 'warnings'): [number | null, Found[]][] {
  return rows
    .filter((row) => row[what].length > 0 && row.outcome !== 'not-due')
    .map((row): [number | null, Found[]] => [row.line, row[what].map(write)])
    .sort(([a], [b]) => (a ?? 0) - (b ?? 0));
}

function plantedBy({ lines }: Messy, what: 'problems' | 'warnings'): [number, Found[]][] {
  return [...lines].flatMap(([line, one]) =>
    (one[what] ?? []).length > 0 ? [[line, one[what] ?? []]] : [],
  ) as [number, Found[]][];
}

const isBad = ({ problems = [], outcome }: Planted) => problems.length > 0 && outcome === undefined;

/** A key's letters are drawn at random, and may be any. */
const withoutKeys = (text: string) => text.replaceAll(/z6Mk\w+/g, '');

/** Everything that is kept of a batch for people and for the log, without the rows' own cells. */
async function whatIsSaid(bench: Bench, batch: BatchRecord): Promise<string> {
  const rows = await rowsOf(bench, batch);
  const audit = await bench.issuing.store.listAudit({ limit: 100_000 });
  const said = rows.map(({ problems, warnings, refusal }) => ({ problems, warnings, refusal }));
  return withoutKeys(JSON.stringify([batch, said, audit]));
}

async function openWithHolders(): Promise<Bench> {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  for (const key of ['xqhas1', 'xqhas2'])
    await issueCredential(
      bench.issuing,
      partAward('tlms-1', { holder: { name: `${key} Before`, email: `${key}@schools.example` } }),
      { actor: 'test' },
    );
  return bench;
}

it.each<Encoding>(['utf-8', 'windows-1252', 'utf-16le-bom', 'utf-16be'])(
  'finds every planted problem of a messy roster in %s, and issues nothing',
  async (encoding) => {
    const bench = await openWithHolders();
    const { store } = bench.issuing;
    const before = [await credentialsOf(bench), await store.listStatusLists()];
    const messy = buildRoster(encoding !== 'windows-1252');
    const batch = await check(bench, encode(messy.text, encoding));
    expect(batch.state).toBe('checked');
    const { roster, counts, ...report } = reportOf(batch);
    expect(roster).toMatchObject({ rows: ROWS, encoding: encoding.replace('-bom', ''), dateOrder: 'mdy' });

    const rows = await rowsOf(bench, batch);
    expect(foundBy(rows, 'problems')).toEqual(plantedBy(messy, 'problems'));
    expect(foundBy(rows, 'warnings')).toEqual(plantedBy(messy, 'warnings'));
    const bad = [...messy.lines.values()].filter(isBad);
    const { already, duplicate, toFix, ready } = counts;
    expect({ already, duplicate, toFix, ready }).toEqual({
      already: 2,
      duplicate: 1,
      toFix: bad.length,
      ready: ROWS - bad.length - 3,
    });
    for (const what of ['problems', 'warnings'] as const) {
      const said = report[what].map((group) => `${write(group)} × ${group.count}`);
      const all = plantedBy(messy, what).flatMap(([line, found]) =>
        isBad(messy.lines.get(line) as Planted) || what === 'warnings' ? found : [],
      );
      const byHand = [...Map.groupBy(all, (found) => found)].map(
        ([found, { length }]) => `${found} × ${length}`,
      );
      expect(summedUp(said)).toEqual(byHand.sort());
    }
    for (const { lines, code, count } of report.problems) {
      expect(lines).toHaveLength(Math.min(20, count));
      for (const line of lines)
        expect(messy.lines.get(line)?.problems?.some((found) => found.startsWith(code))).toBe(true);
    }

    // Nothing of what stands in cells is said anywhere, and nothing was reserved or issued.
    expect(await whatIsSaid(bench, batch)).not.toMatch(/xq|2026-02-30|46012|13\/45|javascript|@schools/i);
    expect([await credentialsOf(bench), await store.listStatusLists()]).toEqual(before);
    expect(rows.filter(({ issuanceId }) => issuanceId !== null)).toEqual([]);
    const emails = [...messy.lines.values()].map(({ row }) => ({ email: row[2] ?? '' }));
    const holders = await store.findHolders(emails.filter(({ email }) => email !== ''));
    expect(holders.filter((holder) => holder !== null)).toHaveLength(2);
  },
);

/** Groups that differ in their words only are one. */
function summedUp(said: readonly string[]): string[] {
  const sums = new Map<string, number>();
  for (const one of said) {
    const [found = '', count] = one.split(' × ');
    sums.set(found, (sums.get(found) ?? 0) + Number(count));
  }
  return [...sums].map(([found, count]) => `${found} × ${count}`).sort();
}

it('gives back the rows to mend and no others; mended they pass, and the good ones are not doubled', async () => {
  const bench = await openWithHolders();
  const messy = buildRoster(true);
  const batch = await check(bench, messy.text);
  const errors = (await collect(writeErrors(bench.issuing, batch))).join('');
  const [header, ...given] = parse(errors, { bom: true, relax_column_count: true }) as string[][];
  expect(header).toEqual(['error', ...HEADER]);
  // The one that asks for the whole comes when all parts are known.
  const bad = [...messy.lines.values()].filter(isBad);
  bad.sort((a, b) => Number(isAboutWhole(a)) - Number(isAboutWhole(b)));
  const padded = bad.map(({ row }) => [...row, ...Array(Math.max(0, HEADER.length - row.length)).fill('')]);
  const asSent = given.map(([, ...cells]) =>
    cells.map((cell) => cell.replace(/^'(?=['\s]*[=+\-@\t\r\n＝＋－＠])/, '')),
  );
  expect(asSent).toEqual(padded);
  for (const [error = '', ...cells] of given) {
    expect(error.length).toBeGreaterThan(10);
    expect(error).not.toMatch(/xq/i);
    for (const cell of [error, ...cells]) expect(cell).not.toMatch(/^\s*[=+\-@\t\r＝＋－＠]/);
  }

  const mended = given.flatMap(([, ...cells], i) => {
    const { mend } = bad[i] as Planted;
    if (!mend) return [];
    return [['', ...HEADER.map((name, at) => (mend as Cells)[name] ?? cells[at] ?? '')]];
  });
  const second = await check(bench, csv([['error', ...HEADER], ...mended]));
  expect(reportOf(second).problems).toEqual([]);
  expect(reportOf(second).counts).toMatchObject({ ready: mended.length, toFix: 0, already: 0, duplicate: 0 });
  const good = ROWS - bad.length - 3;
  expect(await sign(bench, batch)).toMatchObject({ totals: { issued: good, refused: 0, already: 0 } });
  expect(await sign(bench, second)).toMatchObject({ totals: { issued: mended.length, refused: 0 } });

  // The whole file once more, as it should have been.
  const all = [...messy.lines.values()].filter((one) => !isBad(one)).map(({ row }) => ['', ...row]);
  const third = await check(bench, csv([['error', ...HEADER], ...all, ...mended]));
  expect(reportOf(third).counts).toMatchObject({ ready: 0, toFix: 0, duplicate: 1 });
  await sign(bench, third);
  const credentials = await credentialsOf(bench);
  expect(credentials).toHaveLength(2 + good + mended.length);
  const awards = credentials.map(({ holderId, achievement }) => `${holderId} ${achievement?.code}`);
  expect(new Set(awards).size).toBe(awards.length);
});

const isAboutWhole = ({ problems = [] }: Planted) => problems.includes('achievement-missing');

it.each([
  [
    'a lone quote in a cell',
    'Name,E-mail,Credential\r\nXq one,xq@a.example,tlms-1\r\nXq "two,xq2@a.example,tlms-1\r\n',
    'quotes-malformed',
    'line 3',
  ],
  [
    'a quote that is not closed',
    'Name,E-mail,Credential\r\n"Xq one,xq@a.example,tlms-1\r\n',
    'quotes-malformed',
    'line 2',
  ],
  ['no header', 'Xq one,xq@a.example,tlms-1\r\n', 'header-missing', 'line 1'],
  ['a spreadsheet', 'PK\u0003\u0004xq', 'not-csv', undefined],
  ['one header twice', 'Name,E-mail,Xq,xq\r\na,b,c,d\r\n', 'header-twice', 'line 1'],
])('refuses %s as a whole, naming the line and nothing of it', async (_name, text, code, path) => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const error = await check(bench, text).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({
    code: 'ROSTER_INVALID',
    problems: [path === undefined ? { code } : { code, path }],
  });
  const { message, detail, problems } = error as AppError;
  expect(JSON.stringify([message, detail, problems])).not.toMatch(/xq/i);
  expect(await bench.issuing.store.listBatches({ limit: 10 })).toEqual([]);
  const audit = await bench.issuing.store.listAudit({ limit: 100 });
  expect(withoutKeys(JSON.stringify(audit))).not.toMatch(/xq/i);
});
