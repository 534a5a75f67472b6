import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listResults } from '../../../src/issuer/batch/list-results.ts';
import type { BatchRecord } from '../../../src/store/batch-store.ts';
import {
  type Bench,
  check,
  collect,
  credentialsOf,
  csv,
  issuedOf,
  openBench,
  outcomesOf,
  reportOf,
  rowsOf,
  sign,
  verifier,
} from './batch-bench.ts';

/** As a gradebook has it, with the capstone and the hours of the program; eight marks in the order of the columns. */
const HEADER = [
  ...['Teacher', 'E-mail', 'Employee ID', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'Capstone', 'Hours'],
  ...['Assessors', 'Portfolio', 'Date awarded', 'School year'],
];
const MARKS = [
  ...['tlms-1', 'tlms-2', 'tlms-3', 'tlms-4', 'tlms-5', 'tlms-6', 'tlms-7', 'tlms-capstone'],
] as const;

type Teacher = readonly [name: string, marks: string, hours: string];

/** Levels as codes, names, points and in other spellings; what is blank or below Proficient is not earned. */
const COHORT: readonly Teacher[] = [
  ['Ana Núñez Castellanos', '3 3 3 3 3 3 3 3', '120'],
  ['Jean-Luc D’Angelo', '4 4 4 4 4 4 4 4', '132.5'],
  [
    'Nguyễn Thị Minh Khai',
    'Proficient Proficient proficient PROFICIENT 3 4 accomplished Accomplished',
    '140',
  ],
  ['Олена Шевченко', '3 4 3 4 3 4 3 4', '120,5 h'],
  ['נעמה אבו־סלים', 'accomplished 3 3 3 3 3 3 3', '121'],
  ['محمد الأمين', '3.0 3 4.0 3 3 3 3 3', '150 hours'],
  ['山田 花子', '3 3 3 3 3 3 3 3', '200'],
  ['김민준', '4 3 3 3 3 3 3 3', '120'],
  ['Θεοδώρα Παπαδοπούλου', '3 3 3 3 3 3 3 3', '125'],
  ['O’Neil "Kit" Brannagh, Jr.', '3 3 3 3 3 3 3 3', '130'],
  // Not enough hours, or none said.
  ['Hana Few-Hours', '3 3 3 3 3 3 3 3', '119.5'],
  ['Hugo No-Hours', '3 3 3 3 3 3 3 3', ''],
  // One part lacks.
  ['Lena No-Capstone', '3 3 3 3 3 3 3 -', '120'],
  ['Liam Low-Capstone', '3 3 3 3 3 3 3 2', '120'],
  ['Mara Below-Four', '3 3 3 developing 3 3 3 3', '120'],
  ['Milo Blank-Seven', '3 3 3 3 3 3 _ 3', '120'],
  ['Nora Beginning-One', 'Beginning 3 3 3 3 3 3 3', '120'],
  // More than one.
  ['Oren Two-Parts', '3 4 _ _ _ _ _ _', '40'],
  ['Pia One-Part', '_ _ _ _ Accomplished _ _ _', '15'],
  ['Quinn Only-Capstone', '_ _ _ _ _ _ _ 4', '120'],
  ['Rosa Everything-Low', '2 2 2 2 2 2 2 2', '120'],
  ['Sami Nothing', '_ _ _ _ _ _ _ _', ''],
  ['Tova Zeros-And-Dashes', '0 - – n/a no 1 1 2', '120'],
  ['Uma Half-And-Half', '3 2 3 2 3 2 3 2', '119'],
];

/** The rule of the Sonoma-like program, by hand. */
const ENOUGH = /^(3|3\.0|4|4\.0|proficient|accomplished)$/i;
function earned([, marks]: Teacher): string[] {
  return marks.split(' ').flatMap((mark, i) => (ENOUGH.test(mark) ? [MARKS[i] as string] : []));
}
function hoursOf([, , hours]: Teacher): number | null {
  return hours === '' ? null : Number.parseFloat(hours.replace(',', '.'));
}
const isFull = (teacher: Teacher) => earned(teacher).length === 8 && (hoursOf(teacher) ?? 0) >= 120;

const idOf = (index: number) => `E-${100 + index}`;
function lineOf([name, marks, hours]: Teacher, index: number, date = '2026-05-15'): string[] {
  const cells = marks.split(' ').map((mark) => (mark === '_' ? '' : mark));
  return [
    ...[name, `teacher${index}@schools.example`, idOf(index), ...cells, hours],
    ...['2', `https://portfolio.example/${index}`, date, '2025–26'],
  ];
}
const rosterOf = (teachers: readonly Teacher[], date?: string) =>
  csv([
    HEADER,
    ...teachers.map((teacher) =>
      lineOf(
        teacher,
        COHORT.findIndex(([name]) => name === teacher[0]),
        date,
      ),
    ),
  ]);

const FILE = rosterOf(COHORT);

let bench: Bench;
let first: BatchRecord;
beforeAll(async () => {
  bench = await openBench();
  first = await check(bench, FILE);
});
afterAll(() => bench.close());

const expected = (teachers: readonly Teacher[]) =>
  teachers
    .flatMap((teacher) =>
      [...earned(teacher), ...(isFull(teacher) ? ['tlms-full'] : [])].map((code) => `${teacher[0]} ${code}`),
    )
    .sort();

/** Each full credential names its holder's parts and no others, with the digest of their very bytes. */
async function expectRightParts(latest = '2026-05-15'): Promise<number> {
  const credentials = await credentialsOf(bench);
  const fulls = credentials.filter(({ achievement }) => achievement?.code === 'tlms-full');
  for (const full of fulls) {
    const parts = credentials.filter(({ id, holderId }) => holderId === full.holderId && id !== full.id);
    const { evidence, relatedResource, credentialSubject, awardedDate } = JSON.parse(full.body);
    expect(parts.map(({ achievement }) => achievement?.code).sort()).toEqual([...MARKS].sort());
    expect(
      relatedResource.map(({ id, digestMultibase }: Record<string, string>) => [id, digestMultibase]).sort(),
    ).toEqual(parts.map(({ id, body }) => [id, digestOf(body)]).sort());
    expect(evidence.map(({ id }: Record<string, string>) => id).sort()).toEqual(
      parts.map(({ id }) => id).sort(),
    );
    expect(credentialSubject.name).toBe(full.holderName);
    // Awarded when the last of what it asks for was.
    const dates = parts.map((part) => JSON.parse(part.body).awardedDate.slice(0, 10)).sort();
    if (full.recordedAt.getTime() === bench.clock.now.getTime())
      expect(awardedDate).toBe(`${latest}T00:00:00Z`);
    expect(awardedDate.slice(0, 10) >= dates.at(-1)).toBe(true);
  }
  return fulls.length;
}

/** Multibase base64url of the SHA-256 multihash. */
function digestOf(body: string): string {
  const hash = createHash('sha256').update(body).digest();
  return `u${Buffer.concat([Buffer.from([0x12, 0x20]), hash]).toString('base64url')}`;
}

describe('a whole cohort', () => {
  it('is checked to what the rule gives, and nothing is issued', async () => {
    const fulls = COHORT.filter(isFull).length;
    expect(COHORT).toHaveLength(24);
    expect(fulls).toBe(10);
    const { counts, roster } = reportOf(first);
    expect(first.state).toBe('checked');
    expect(roster).toMatchObject({ rows: 24, program: 'sonoma-like' });
    expect(counts).toMatchObject({
      ready: expected(COHORT).length,
      toFix: 0,
      already: 0,
      duplicate: 0,
      full: { due: fulls, notDue: COHORT.filter((one) => earned(one).length > 0 && !isFull(one)).length },
    });
    expect(counts.notYet).toBe(
      COHORT.flatMap(([, marks]) => marks.split(' ')).filter((mark) =>
        /^([12]|developing|beginning)$/i.test(mark),
      ).length,
    );
    expect(await credentialsOf(bench)).toEqual([]);
  });

  it('says for each of the others what is missing', async () => {
    const rows = (await rowsOf(bench, first)).filter(({ outcome }) => outcome === 'not-due');
    const lacking = rows.map(({ holderName, line, problems }) => [
      holderName,
      line,
      problems.flatMap(({ code, achievements }) => (code === 'achievement-missing' ? achievements : [code])),
    ]);
    const byHand = COHORT.flatMap((teacher, i) => {
      const own = earned(teacher);
      if (own.length === 0 || isFull(teacher)) return [];
      const hours = hoursOf(teacher);
      const unmet = hours === null ? ['hours-missing'] : hours < 120 ? ['hours-too-few'] : [];
      return [[teacher[0], i + 2, [...MARKS.filter((code) => !own.includes(code)), ...unmet]]];
    });
    expect(lacking).toEqual(byHand);
    expect(byHand).toHaveLength(11);
  });

  it('gets exactly what each has earned, all of it valid, with the right parts', async () => {
    const done = await sign(bench, first);
    expect(done).toMatchObject({ state: 'done', totals: { refused: 0, already: 0, fallBacks: 0 } });
    expect(await issuedOf(bench)).toEqual(expected(COHORT));
    const verify = verifier(bench);
    for (const { body, validFrom } of await credentialsOf(bench)) {
      expect((await verify(body)).verdict).toBe('valid');
      expect(validFrom).toEqual(bench.clock.now);
    }
    expect(await expectRightParts()).toBe(10);
    const results = await collect(listResults(bench.issuing, done));
    for (const { status, reasons } of results) expect(reasons.length > 0).toBe(status === 'not-due');
  });

  it('gets nothing more by the same file, nor by one that differs in nothing that counts', async () => {
    const before = await credentialsOf(bench);
    expect(await check(bench, FILE)).toMatchObject({ id: first.id, state: 'done' });
    expect(await sign(bench, first)).toMatchObject({ id: first.id, state: 'done' });
    const again = await check(bench, `${FILE}\r\n`);
    expect(again.id).not.toBe(first.id);
    expect(reportOf(again).counts).toMatchObject({
      ready: 0,
      already: expected(COHORT).length - 10,
      full: { due: 0 },
    });
    await sign(bench, again);
    expect(await credentialsOf(bench)).toEqual(before);
    expect((await outcomesOf(bench, again)).filter((one) => one.endsWith('issued'))).toEqual([]);
  });

  it('makes the others due by next term’s file with what was missing', async () => {
    bench.clock.now = new Date('2027-06-20T12:00:00Z');
    const next: Teacher[] = [
      // Only what is new.
      ['Lena No-Capstone', '_ _ _ _ _ _ _ Proficient', '125'],
      // All marks once more: what is held is left out.
      ['Liam Low-Capstone', '3 3 3 3 3 3 3 3', '120'],
      ['Mara Below-Four', '_ _ _ accomplished _ _ _ _', '120'],
      ['Oren Two-Parts', '_ _ 3 3 3 3 3 3', '121'],
      ['Rosa Everything-Low', '3 3 3 3 3 3 3 3', '120'],
      // Still not.
      ['Milo Blank-Seven', '_ _ _ _ _ _ 3 _', '100'],
      ['Pia One-Part', '3 3 3 3 _ 3 3 _', '160'],
    ];
    const before = await credentialsOf(bench);
    const batch = await check(bench, rosterOf(next, '2027-06-11'));
    const done = await sign(bench, batch);
    const fresh = await outcomesOf(bench, done);
    expect(fresh.filter((one) => one.includes('tlms-full'))).toEqual([
      '2 tlms-full issued',
      '3 tlms-full issued',
      '4 tlms-full issued',
      '5 tlms-full issued',
      '6 tlms-full issued',
      '7 tlms-full not-due',
      '8 tlms-full not-due',
    ]);
    expect(done.totals).toEqual({
      issued: 1 + 1 + 1 + 6 + 8 + 1 + 6 + 5,
      refused: 0,
      already: 0,
      fallBacks: 0,
    });
    expect(reportOf(done).counts.already).toBe(7);
    const after = await credentialsOf(bench);
    expect(after.length - before.length).toBe(done.totals.issued);
    expect(await expectRightParts('2027-06-11')).toBe(15);
    const verify = verifier(bench);
    for (const { body } of after) expect((await verify(body)).verdict).toBe('valid');
  });

  it('makes those due who lacked nothing but hours', async () => {
    const next: Teacher[] = [
      ['Hana Few-Hours', '3 3 3 3 3 3 3 3', '126'],
      ['Hugo No-Hours', '3 3 3 3 3 3 3 3', '120'],
      ['Milo Blank-Seven', '_ _ _ _ _ _ 3 _', '120'],
    ];
    bench.clock.now = new Date('2027-06-30T12:00:00Z');
    const batch = await check(bench, rosterOf(next, '2027-06-18'));
    expect(reportOf(batch).counts).toMatchObject({ ready: 3, already: 17, full: { due: 3, notDue: 0 } });
    expect(await sign(bench, batch)).toMatchObject({ state: 'done', totals: { issued: 3 } });
    expect(await expectRightParts('2027-06-18')).toBe(18);
  });
});
