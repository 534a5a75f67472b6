import { describe, expect, it } from 'vitest';
import { codesOf, encode, GOOD, read, readOne, survey, table } from './roster-material.ts';

const without = (name: string) =>
  Object.fromEntries(Object.entries(GOOD).filter(([field]) => field !== name));

describe('a good row', () => {
  it('has its award and nothing else', async () => {
    expect(await readOne({ ...GOOD, row_ref: '007' })).toEqual({
      line: 2,
      row: 2,
      cells: ['ana.nunez@district.example', 'Ana Núñez', 'tlms-1', 'proficient', '007'],
      rowRef: '007',
      name: 'Ana Núñez',
      awards: [
        {
          request: {
            achievement: 'tlms-1',
            holder: { name: 'Ana Núñez', email: 'ana.nunez@district.example' },
            level: 'proficient',
          },
          column: null,
        },
      ],
      problems: [],
      warnings: [],
      notYet: [],
    });
  });

  it('takes what it does not say from the settings', async () => {
    const settings = {
      achievement: 'tlms-2',
      defaults: {
        issued_on: '2026-05-01',
        hours: '12',
        level: '3',
        assessors: 'Bo Li and Cy Ro',
        role: 'Coach',
      },
    };
    const row = await readOne({ ...GOOD, credential_code: '', level: '', hours: '9' }, settings);
    expect(row.awards[0]?.request).toMatchObject({
      achievement: 'tlms-2',
      awardedDate: '2026-05-01',
      hours: 9,
      level: 'proficient',
      assessors: { names: ['Bo Li', 'Cy Ro'] },
      role: 'Coach',
    });
    const broken = await readOne(GOOD, { defaults: { hours: 'many' } });
    expect(codesOf(broken.problems)).toEqual(['hours-invalid']);
  });
});

it('names the person in one spelling of Unicode, with single spaces', async () => {
  expect((await readOne({ ...GOOD, full_name: ' Ana  Nu\u0301n\u0303ez' })).name).toBe('Ana Núñez');
});

describe('a problem', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['no key', { ...GOOD, email: '' }, ['email: person-missing']],
    ['no name', { ...GOOD, full_name: ' ' }, ['full_name: name-missing']],
    ['two addresses', { ...GOOD, email: 'a@d.example, b@d.example' }, ['email: invalid-format']],
    ['a formula', { ...GOOD, full_name: '=HYPERLINK("x")' }, ['full_name: looks-like-formula']],
    ['a formula, escaped', { ...GOOD, full_name: "'=1+1a" }, ['full_name: looks-like-formula']],
    ['a formula as role', { ...GOOD, role: '@SUM(A1)' }, ['role: looks-like-formula']],
    ['markup', { ...GOOD, full_name: 'Ana <script>' }, ['full_name: looks-like-markup']],
    ['lost letters', { ...GOOD, full_name: 'Ana N\ufffdez' }, ['full_name: damaged-text']],
    ['an invisible character', { ...GOOD, full_name: 'Ana\u202e Núñez' }, ['full_name: invalid']],
    ['no letter', { ...GOOD, full_name: '1234' }, ['full_name: invalid']],
    ['unknown credential', { ...GOOD, credential_code: 'tlms-99' }, ['credential_code: credential-unknown']],
    ['no credential', { ...GOOD, credential_code: '' }, ['credential_code: credential-missing']],
    [
      'a place in several programs',
      { ...GOOD, credential_code: 'Domain 3' },
      ['credential_code: credential-ambiguous'],
    ],
    ['unknown level', { ...GOOD, level: 'superb' }, ['level: level-unknown']],
    ['a tick for a level', { ...GOOD, level: '✓' }, ['level: level-missing']],
    ['a level of what has none', { ...GOOD, credential_code: 'tlms-full' }, ['level: level-not-used']],
    ['no number of assessors', { ...GOOD, assessors: '-1' }, ['assessors: assessors-invalid']],
    ['nobody assessed', { ...GOOD, assessors: '0' }, ['assessors: too-small']],
    ['hours that differ by country', { ...GOOD, hours: '1,200' }, ['hours: hours-invalid']],
    ['too many hours', { ...GOOD, horas: '20000' }, ['horas: too-big']],
    ['http', { ...GOOD, portfolio: 'http://p.example' }, ['portfolio: invalid']],
    ['script', { ...GOOD, portfolio: 'javascript:alert(1)' }, ['portfolio: invalid']],
    ['a long summary', { ...GOOD, narrative: 'a'.repeat(2001) }, ['narrative: too-big']],
    [
      'a long summary beside a good link',
      { ...GOOD, portfolio: 'https://p.example', narrative: 'a'.repeat(2001) },
      ['narrative: too-big'],
    ],
    ['a long cohort', { ...GOOD, cohort: 'a'.repeat(61) }, ['cohort: too-big']],
    ['a long cell', { ...GOOD, notes: 'a'.repeat(10_001) }, ['notes: cell-too-long']],
    [
      'a long part of a name',
      { ...without('full_name'), first_name: 'a'.repeat(81), last_name: 'B' },
      ['first_name: name-too-long'],
    ],
    [
      'several at once',
      { ...GOOD, email: 'ana', cohort: 'a'.repeat(61), level: '9', date: '2026-13-01' },
      ['date: date-invalid', 'level: level-unknown'],
    ],
  ])('%s', async (_, cells, codes) => {
    const row = await readOne(cells);
    expect(codesOf(row.problems).filter((code) => codes.includes(code))).toEqual(codes);
    expect(row.awards).toEqual([]);
  });

  it('of a person stops a wide row once, whatever the number of its awards', async () => {
    const row = await readOne({
      email: 'ana',
      name: 'Ana Núñez',
      'tlms-1': '3',
      'tlms-2': '4',
      'tlms-3': '1',
    });
    expect(codesOf(row.problems)).toEqual(['email: invalid-format']);
    expect(row.awards).toEqual([]);
    expect(row.notYet).toEqual([{ achievement: 'tlms-3', level: 'beginning' }]);
  });

  it('of evidence is in the column that has it', async () => {
    const cells = {
      email: 'a@d.example',
      name: 'Ana Núñez',
      'tlms-1': '3',
      'tlms-1 evidence': 'http://p.example',
    };
    expect(codesOf((await readOne(cells)).problems)).toEqual(['tlms-1 evidence: invalid']);
  });
});

describe('what is no problem', () => {
  it.each<[string, Record<string, string>, object]>([
    ['leading zeros', { ...GOOD, seid: '000042' }, { holder: { externalId: '000042' } }],
    [
      'a number instead of an address',
      { ...GOOD, email: '', seid: '0042' },
      { holder: { externalId: '0042' } },
    ],
    ['a code in capitals', { ...GOOD, credential_code: 'TLMS-1' }, { achievement: 'tlms-1' }],
    [
      'a name for a code',
      { ...GOOD, credential_code: 'Teacher leadership capstone' },
      { achievement: 'tlms-capstone' },
    ],
    ['points for a level', { ...GOOD, level: '3.0' }, { level: 'proficient' }],
    [
      'a level that is not enough, which the program decides',
      { ...GOOD, level: 'Beginning' },
      { level: 'beginning' },
    ],
    ['assessors counted', { ...GOOD, assessors: '2 trained' }, { assessors: { count: 2 } }],
    [
      'assessors named',
      { ...GOOD, evaluadores: 'Bo Li / Cy Ro' },
      { assessors: { names: ['Bo Li', 'Cy Ro'] } },
    ],
    ['hours in words', { ...GOOD, hours: '120,5 horas' }, { hours: 120.5 }],
    [
      'two links',
      { ...GOOD, portfolio: 'https://a.example/1 https://a.example/2', narrative: 'Both.' },
      { evidence: [{ url: 'https://a.example/1', narrative: 'Both.' }, { url: 'https://a.example/2' }] },
    ],
    [
      'two family names',
      { ...without('full_name'), nombre: 'Ana', 'primer apellido': 'Núñez', 'segundo apellido': 'Ib' },
      { holder: { name: 'Ana Núñez Ib' } },
    ],
    ['one name', { ...GOOD, full_name: 'Suharto' }, { holder: { name: 'Suharto' } }],
    [
      'a name in parts and as a whole',
      { ...GOOD, 'first name': 'A.', 'last name': 'N.' },
      { holder: { name: 'Ana Núñez' } },
    ],
    [
      'decomposed letters',
      { ...GOOD, full_name: 'Ana Nu\u0301n\u0303ez' },
      { holder: { name: 'Ana Núñez' } },
    ],
    ['less and more', { ...GOOD, full_name: 'Ana > Núñez' }, { holder: { name: 'Ana > Núñez' } }],
  ])('%s', async (_, cells, request) => {
    const row = await readOne(cells);
    expect(row.problems).toEqual([]);
    expect(row.awards[0]?.request).toMatchObject(request);
  });

  it('a blank cell of a domain, in all the ways in which people leave one blank', async () => {
    const blanks = ['', ' ', '-', '–', 'n/a', 'N/A', 'no', '0', 'FALSE'];
    const rows = blanks.map((cell, i) => [`t${i}@d.example`, `Teacher ${'ABCDEFGHIJ'[i]}`, cell]);
    const read_ = await read(table(['email', 'name', 'tlms-1'], rows));
    expect(read_.map(({ awards, problems, notYet }) => [awards, problems, notYet])).toEqual(
      blanks.map(() => [[], [], []]),
    );
  });
});

describe('a warning', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['nothing', GOOD, []],
    ['capitals', { ...GOOD, full_name: 'ANA NÚÑEZ' }, ['full_name: name-in-capitals']],
    ['a short name in capitals', { ...GOOD, full_name: 'BO LI' }, []],
    ['a script without capitals', { ...GOOD, full_name: 'محمد بن سلمان' }, []],
    ['a personal address', { ...GOOD, email: 'ana@gmail.com' }, ['email: personal-email']],
    ['another', { ...GOOD, email: 'ana@yahoo.com.mx' }, ['email: personal-email']],
    ['a district of that beginning', { ...GOOD, email: 'ana@gmail.k12.example' }, []],
    ['a day to come', { ...GOOD, date: '2026-11-21' }, ['date: date-in-future']],
    ['today', { ...GOOD, date: '2026-11-20' }, []],
    ['students', { ...GOOD, narrative: 'Student ID 4711 improved' }, ['narrative: looks-like-student-data']],
    [
      'students, in Spanish',
      { ...GOOD, narrative: 'El estudiante 12 mejoró' },
      ['narrative: looks-like-student-data'],
    ],
    ['students in general', { ...GOOD, narrative: 'Students reported more discussion.' }, []],
    ['a garbled name', { ...GOOD, full_name: 'Ana NÃºÃ±ez' }, ['full_name: name-garbled']],
    ['a name that begins with such a letter', { ...GOOD, full_name: 'Ângela Ãe' }, []],
    ['family name first', { ...GOOD, full_name: 'Núñez, Ana' }, ['full_name: name-with-comma']],
    ['a suffix', { ...GOOD, full_name: 'Mac Trujillo, Jr.' }, []],
  ])('%s', async (_, cells, codes) => {
    const row = await readOne(cells);
    expect(codesOf(row.warnings)).toEqual(codes);
    expect(row.awards).toHaveLength(1);
  });
});

describe('people of a file', () => {
  async function people(...rows: [name: string, email: string, id: string][]) {
    const text = table(
      ['name', 'email', 'seid', 'badge'],
      rows.map((row, i) => [...row, `tlms-${i + 1}`]),
    );
    const found = await read(text);
    return found.map(({ problems, warnings }) => codesOf([...problems, ...warnings]));
  }

  it('may have a row for each credential', async () => {
    expect(await people(['Ana Núñez', 'a@d.example', '1'], ['ANA  núñez', 'A@D.example', '1'])).toEqual([
      [],
      [],
    ]);
    expect(await people(['Ana Núñez', 'a@d.example', ''], ['Ana Núñez', '', '1'])).toEqual([[], []]);
  });

  it('do not share an address under two names', async () => {
    const code = 'email: email-of-two-people';
    expect(await people(['Ana', 'a@d.example', ''], ['Ben', 'A@d.example', ''])).toEqual([[code], [code]]);
    expect(await people(['Ana', 'a@d.example', '1'], ['Ben', 'a@d.example', ''])).toEqual([[code], [code]]);
    expect((await people(['Ana', 'a@d.example', '1'], ['Ben', 'a@d.example', '1'])).flat()).toContain(code);
  });

  it('may share one if their numbers differ', async () => {
    const code = 'email: email-shared';
    expect(await people(['Ana', 'a@d.example', '1'], ['Ben', 'a@d.example', '2'])).toEqual([[code], [code]]);
  });

  it('do not share a number', async () => {
    const code = 'seid: external-id-of-two-people';
    expect(await people(['Ana', 'a@d.example', '1'], ['Ben', 'b@d.example', '1'])).toEqual([
      [code, 'email: external-id-with-two-emails'],
      [code, 'email: external-id-with-two-emails'],
    ]);
    expect(await people(['Ana', '', '01'], ['Ben', '', '1'])).toEqual([[], []]);
  });

  it('with one name and two addresses are worth a look, unless the number says that it is one', async () => {
    const code = 'email: name-with-two-emails';
    expect(await people(['Ana', 'a@d.example', ''], ['ana', 'b@d.example', ''])).toEqual([[code], [code]]);
    expect(await people(['Ana', 'a@d.example', '1'], ['Ana', 'b@d.example', '1'])).toEqual([
      ['email: external-id-with-two-emails'],
      ['email: external-id-with-two-emails'],
    ]);
  });

  it('are not told apart by a blank', async () => {
    expect(
      await people(['Ana', 'a@d.example', ''], ['Ben', 'b@d.example', ''], ['Cy', '', '3'], ['Di', '', '4']),
    ).toEqual([[], [], [], []]);
  });
});

it('a survey can be kept as JSON', async () => {
  const found = await survey(encode(table(Object.keys(GOOD), [Object.values(GOOD)]), 'utf-8'));
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});
