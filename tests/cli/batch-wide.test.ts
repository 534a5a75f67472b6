import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type County, findBatch, foundCounty } from './batch-material.ts';

const NAMES = [
  ...[
    'Ana Núñez',
    'José Ibáñez',
    '李小龍',
    'Oluwaseun Adébáyọ̀',
    'Зоя Ковальчук',
    'محمد علي',
    'Nguyễn Thị Hoa',
  ],
  ...[
    'Þóra Jónsdóttir',
    'प्रिया शर्मा',
    '김민지',
    'Σοφία Παπαδοπούλου',
    "Zoë O'Brien",
    'שרה כהן',
    'さくら 田中',
  ],
  ...['Łukasz Żółć', 'Iñaki Etxeberria', "Anne-Marie D'Souza", 'Noor van der Berg', 'Malia Kealoha'],
  ...['Dakota Two Bears', 'Cher', 'Jean-Luc Picard Jr.', 'Xóchitl Cuauhtémoc', 'Aisha Bâ'],
];
const DOMAINS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'].map((place) => `Domain ${place}`);
/** One in three has everything, one lacks a domain, one the capstone; and one lacks hours. */
const WITHOUT_HOURS = 3;
const ALL = DOMAINS.length + 1;

function wideRoster(): string {
  const header = [
    'Name',
    'Email',
    'Hours',
    ...DOMAINS,
    'Capstone',
    'Assessors',
    'Evidence',
    'Award date',
    'Notes',
  ];
  const rows = NAMES.map((name, i) => {
    const levels: (number | string)[] = Array(ALL).fill(3);
    if (i % 3 === 1) levels[i % DOMAINS.length] = 2;
    if (i % 3 === 2) levels[ALL - 1] = '';
    const hours = i === WITHOUT_HOURS ? 80 : 120;
    return [
      name,
      `t${i}@county.example`,
      hours,
      ...levels,
      2,
      `https://p.example/${i}`,
      '2026-05-15',
      '-1+1',
    ];
  });
  return [header, ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}
const DUE = NAMES.filter((_, i) => i % 3 === 0 && i !== WITHOUT_HOURS);
const PARTS = NAMES.length * ALL - 16;

let county: County;
let file: string;
beforeAll(async () => {
  county = await foundCounty();
  file = await county.write('cohort 2024.csv', wideRoster());
});
afterAll(() => county.close());

describe('a cohort of 24, a person a row', () => {
  it('is checked: what is ready, who is due, what every other lacks', async () => {
    const { code, stdout, stderr } = await county.lectern(['batch', 'check', file]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(
      `${PARTS + DUE.length} ready · 0 to fix · 0 already have it · 0 duplicates · 0 warnings`,
    );
    expect(stdout).toContain('24 rows · a person a row, program sonoma-like · UTF-8 · commas');
    expect(stdout).toMatch(/Notes +not used/);
    expect(stdout).toContain('16 × tlms-capstone  Teacher Leadership Capstone');
    expect(stdout).toContain(`Due for the full credential: ${DUE.length}`);
    expect(stdout).toContain('José Ibáñez (line 3): lacks tlms-2.');
    expect(stdout).toContain('李小龍 (line 4): lacks tlms-capstone.');
    expect(stdout).toContain('Oluwaseun Adébáyọ̀ (line 5): At least 120 hours are required.');
    expect(stdout).toMatch(/Sign what is ready: lectern batch run '.*cohort 2024\.csv'\n$/);
  });

  it('says the same to machines', async () => {
    const checked = await county.ask(['batch', 'check', file]);
    expect(checked).toMatchObject({
      batch: {
        state: 'checked',
        revision: 1,
        issuer: '',
        fileName: 'cohort 2024.csv',
        ready: PARTS + DUE.length,
      },
      needsApproval: false,
      report: { counts: { toFix: 0, full: { due: DUE.length, notDue: NAMES.length - DUE.length } } },
      questions: [],
      rows: { items: [], more: 0 },
      next: [expect.stringContaining('lectern batch run')],
    });
    const { full } = checked as unknown as {
      full: { due: { items: { name: string }[] }; lacking: { items: object[] } };
    };
    expect(full.due.items.map(({ name }) => name)).toEqual(DUE);
    expect(full.lacking.items[0]).toEqual({ line: 3, name: 'José Ibáñez', lacks: ['tlms-2'], reasons: [] });
  });

  it('is signed: parts, capstones, full credentials, and files about them that others cannot read', async () => {
    const [results = '', errors = '', sheet = ''] = ['results.csv', 'errors.csv', 'qr.html'].map((name) =>
      join(county.dir, name),
    );
    const files = ['--results', results, '--errors', errors, '--qr-sheet', sheet, '--per-page', '4'];
    const { code, stdout, stderr } = await county.lectern(['batch', 'run', file, '--yes', ...files]);
    expect([code, stderr.includes('lectern:')]).toEqual([0, false]);
    expect(stdout.split('\n')[0]).toBe(`${PARTS + DUE.length} signed`);
    expect(stdout).toContain(`Full credentials: ${DUE.length}`);
    for (const path of [results, errors, sheet]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    const lines = (await readFile(results, 'utf8')).trim().split('\r\n').slice(1);
    expect(lines).toHaveLength(PARTS + NAMES.length);
    const links = lines.flatMap((line) => /\/c\/([\w-]+),/.exec(line)?.[1] ?? []);
    expect(new Set(links).size).toBe(PARTS + DUE.length);
    for (const id of [links[0] ?? '', links.at(-1) ?? '']) {
      const shared = await county.store.getShare(id);
      expect(lines.find((line) => line.includes(`${county.publicUrl}/c/${id},`))).toContain(
        shared?.credential.holderName,
      );
    }
    expect((await readFile(errors, 'utf8')).trim().split('\r\n')).toHaveLength(1);
    expect((await readFile(sheet, 'utf8')).match(/<svg/g)?.length).toBeGreaterThanOrEqual(PARTS + DUE.length);
  });

  it('is the same batch when it is sent again, under any name, and nothing is signed twice', async () => {
    const before = await findBatch(county, 'cohort 2024.csv');
    const copy = await county.write('copy.csv', wideRoster());
    const again = await county.ask<{ batch: object }>(['batch', 'run', copy, '--yes']);
    expect(again.batch).toMatchObject({
      id: before.id,
      state: 'done',
      totals: { issued: PARTS + DUE.length },
    });
    expect(await county.store.countBatchRows(before.id, 1)).toMatchObject({ issued: PARTS + DUE.length });
    const other = await county.write('spring.csv', `${wideRoster()}\n`);
    expect(await county.ask(['batch', 'check', other], 1)).toMatchObject({
      report: { counts: { ready: 0, already: PARTS } },
    });
  });

  it('reports by the beginning of its id, and writes nothing over what is there', async () => {
    const { id } = await findBatch(county, 'cohort 2024.csv');
    const report = ['batch', 'report', id.slice(0, 4)];
    expect(await county.ask(report)).toMatchObject({
      batch: { id },
      counts: { issued: PARTS + DUE.length },
      refused: [],
    });
    const results = join(county.dir, 'results.csv');
    const before = await readFile(results, 'utf8');
    const refused = await county.lectern([...report, '--results', results]);
    expect([refused.code, refused.stdout]).toEqual([64, '']);
    expect((await county.lectern([...report, '--results', results, '--force'])).code).toBe(0);
    expect(await readFile(results, 'utf8')).toBe(before);
    expect((await county.lectern(['batch', 'report', file, '--results', '-'])).stdout).toBe(before);
    // Not even when it is forced.
    expect((await county.lectern(['batch', 'report', file, '--results', file, '--force'])).code).toBe(64);
  });
});
