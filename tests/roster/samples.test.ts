import { describe, expect, it } from 'vitest';
import { codesOf, encode, read, survey } from './roster-material.ts';

const EXCEL_ES = [
  'sep=;',
  'Nombre;Apellidos;Correo electrónico;Insignia;Nivel;Fecha;Horas;Evaluadores;Portafolio',
  'María José;Núñez Ibáñez;MJ.Nunez@distrito.example;TLMS-3;Competente;14/05/2026;120,5;2;https://portafolio.example/mj',
  'Íñigo;Peña;i.pena@distrito.example;Dominio 3;3;15/05/2026;;"Ana Ruiz; Luis Vega";https://portafolio.example/ip',
  ';;;;;;;;',
  '',
].join('\r\n');

describe('a roster from a Spanish Excel, semicolons and Windows-1252', () => {
  const bytes = encode(EXCEL_ES.replace('Competente', 'Proficient'), 'windows-1252');
  const settings = { program: 'sonoma-like' };

  it('is understood without a question', async () => {
    const found = await survey(bytes, settings);
    expect(found).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ';',
      rows: 2,
      dateOrder: 'dmy',
      program: null,
      questions: [],
    });
    expect(found.columns.map(({ use }) => (use?.kind === 'field' ? use.field : null))).toEqual([
      'given_name',
      'family_name',
      'email',
      'credential_code',
      'level',
      'issued_on',
      'hours',
      'assessors',
      'evidence_url',
    ]);
    expect(found.columns[2]?.samples).toEqual(['MJ.Nunez@distrito.example', 'i.pena@distrito.example']);
  });

  it('becomes award requests', async () => {
    const rows = await read(bytes, settings);
    expect(rows.map(({ line, row }) => [line, row])).toEqual([
      [3, 2],
      [4, 3],
    ]);
    expect(rows[0]?.awards).toEqual([
      {
        column: null,
        request: {
          achievement: 'tlms-3',
          holder: { name: 'María José Núñez Ibáñez', email: 'mj.nunez@distrito.example' },
          level: 'proficient',
          awardedDate: '2026-05-14',
          hours: 120.5,
          assessors: { count: 2 },
          evidence: [{ url: 'https://portafolio.example/mj' }],
        },
      },
    ]);
    expect(rows[1]?.awards[0]?.request).toMatchObject({
      achievement: 'tlms-3',
      holder: { name: 'Íñigo Peña' },
      assessors: { names: ['Ana Ruiz', 'Luis Vega'] },
    });
  });

  it('says which levels there are when a row has another', async () => {
    const [row] = await read(encode(EXCEL_ES, 'windows-1252'), settings);
    expect(row?.awards).toEqual([]);
    expect(row?.problems).toEqual([
      {
        column: 'Nivel',
        code: 'level-unknown',
        detail:
          'Expected one of the levels, or a blank cell: Beginning (1), Developing (2), Proficient (3), Accomplished (4).',
      },
    ]);
  });
});

describe('Excel’s “Unicode Text”', () => {
  it('is UTF-16 with tabs', async () => {
    const text =
      'Employee ID\tTeacher\tE-mail Address\tMicro-credential\tRating\tAward Date\r\n' +
      '000042\t李 小龍\tli@district.example\tDomain II: Accessing and Using Research to Improve Practice and Student Learning\t4\t2026/04/03\r\n';
    const found = await survey(encode(text, 'utf-16le-bom'));
    expect(found).toMatchObject({ encoding: 'utf-16le', delimiter: '\t', questions: [] });
    const [row] = await read(encode(text, 'utf-16le-bom'));
    expect(row?.awards[0]?.request).toEqual({
      achievement: 'tlms-2',
      holder: { name: '李 小龍', email: 'li@district.example', externalId: '000042' },
      level: 'accomplished',
      awardedDate: '2026-04-03',
    });
  });
});

describe('a CSV from Google Sheets', () => {
  it('has LF, UTF-8, a time stamp and notes of several lines', async () => {
    const text =
      'Timestamp,Email Address,First Name,Last Name,Badge,Score,Completed on,Narrative,School\n' +
      '4/3/2026 10:12:44,o@d.example,Oluwaseun,Adébáyọ̀,RC-4,3,"April 14, 2026","Three cycles.\nOne, with a ""goal"".",Lincoln\n' +
      '4/3/2026 10:13:02,z@d.example,Zoë,Kowalczyk,rc-4,4,4/15/2026 0:00,,Lincoln\n';
    const found = await survey(text);
    expect(found.questions).toEqual([]);
    expect(found.dateOrder).toBe('mdy');
    expect(
      found.columns.filter(({ ignored }) => ignored).map(({ header, ignored }) => [header, ignored]),
    ).toEqual([
      ['Timestamp', 'unknown'],
      ['School', 'unknown'],
    ]);
    const rows = await read(text);
    expect(rows.map(({ line, row }) => [line, row])).toEqual([
      [2, 2],
      [4, 3],
    ]);
    expect(rows.map(({ awards }) => awards[0]?.request.awardedDate)).toEqual(['2026-04-14', '2026-04-15']);
    expect(rows[0]?.awards[0]?.request.evidence).toEqual([
      { narrative: 'Three cycles.\nOne, with a "goal".' },
    ]);
  });
});

describe('a header with quotes', () => {
  it('is separated by what stands outside them', async () => {
    const found = await survey(
      '"Evidence (link; text; both; none; either)",Email,Name,Badge\nhttps://p.example,a@d.example,Ana,rc-1\n',
    );
    expect(found).toMatchObject({ delimiter: ',', questions: [] });
    expect(found.columns).toHaveLength(4);
  });
});

describe('a gradebook with a column a domain', () => {
  const text =
    'Student Name,Email,SEID,I,I date,Domain 2,Dominio III: Aprendizaje,Domain III: evidence,TLMS-4,tlms-5 assessors,V,Capstone,Full,Portfolio\n' +
    'Ana Núñez,ana@d.example,0042,Proficient,2025-01-15,2,,,4,3,ACCOMPLISHED,-,yes,https://p.example/ana\n' +
    'Ben Ode,ben@d.example,0043,,,3,proficient,Coaching log of a year,n/a,,no,3,,https://p.example/ben\n' +
    'Cy Ro,cy@d.example,0044,x,,12,,,,,,,,\n';

  it('belongs to the one program that knows all the columns', async () => {
    const found = await survey(text);
    expect(found).toMatchObject({ program: 'sonoma-like', questions: [] });
    expect(
      found.columns
        .map(({ use }) => (use?.kind === 'award' ? `${use.achievement}:${use.aspect}` : ''))
        .filter(Boolean),
    ).toEqual([
      'tlms-1:level',
      'tlms-1:date',
      'tlms-2:level',
      'tlms-3:level',
      'tlms-3:evidence',
      'tlms-4:level',
      'tlms-5:assessors',
      'tlms-5:level',
      'tlms-capstone:level',
    ]);
    expect(found.columns[12]).toMatchObject({ header: 'Full', use: null, ignored: 'not-used' });
  });

  it('gives an award for each level that is enough, and none for the others', async () => {
    const [ana, ben] = await read(text);
    expect(ana?.awards.map(({ column, request }) => [column, request.achievement, request.level])).toEqual([
      ['I', 'tlms-1', 'proficient'],
      ['TLMS-4', 'tlms-4', 'accomplished'],
      ['V', 'tlms-5', 'accomplished'],
    ]);
    expect(ana?.notYet).toEqual([{ achievement: 'tlms-2', level: 'developing' }]);
    expect(ana?.awards.map(({ request }) => [request.awardedDate, request.assessors])).toEqual([
      ['2025-01-15', undefined],
      [undefined, undefined],
      [undefined, { count: 3 }],
    ]);
    expect(ben?.awards.map(({ request }) => [request.achievement, request.evidence])).toEqual([
      ['tlms-2', [{ url: 'https://p.example/ben' }]],
      ['tlms-3', [{ narrative: 'Coaching log of a year' }]],
      ['tlms-capstone', [{ url: 'https://p.example/ben' }]],
    ]);
    expect(ben?.problems).toEqual([]);
  });

  it('stops the whole row where one level is unclear', async () => {
    const cy = (await read(text))[2];
    expect(cy?.awards).toEqual([]);
    expect(codesOf(cy?.problems ?? [])).toEqual(['I: level-missing', 'Domain 2: level-unknown']);
  });
});

describe('a messy roster', () => {
  it('is read row by row, and only what is wrong is said', async () => {
    const text =
      '\n\n  E-MAIL ,full_name,Credential Code,Level,Issued_On,notify,,\r\n' +
      ' Ana@D.Example ,  Ana   Núñez,tlms-1,PROFICIENT,2026-04-03,yes,,\r\n' +
      ',,,,,,,\r\n' +
      'ben@d.example,Ben Ode,tlms-1\r\n' +
      'cy@d.example,Cy Ro,tlms-1,3,2026-04-03,,,,,one more\r\n' +
      'di@d.example,DIANA ROSS,tlms-9,3,43987,,,\r\n' +
      'not an address,"<b>Ed</b>",tlms-1,3,2026-02-30,,,\r\n' +
      ',=1+1,,,,,,\r\n\r\n\r\n';
    const rows = await read(text);
    expect(rows.map(({ row, problems }) => [row, ...codesOf(problems)])).toEqual([
      [4],
      [6],
      [7, 'too-many-cells'],
      [8, 'Issued_On: date-serial', 'Credential Code: credential-unknown'],
      [9, 'full_name: looks-like-markup', 'Issued_On: date-invalid', 'E-MAIL: invalid-format'],
      [10, 'full_name: looks-like-formula', 'E-MAIL: person-missing', 'Credential Code: credential-missing'],
    ]);
    expect(rows[0]?.awards[0]?.request.holder).toEqual({ name: 'Ana Núñez', email: 'ana@d.example' });
  });
});
