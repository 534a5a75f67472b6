import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/model/problem.ts';
import { ROSTER_LIMITS } from '../../src/roster/roster-limits.ts';
import { encode, GOOD, read, sourceOf, survey, table } from './roster-material.ts';

const HEADER = 'email,full_name,credential_code\n';
const ROW = 'a@d.example,Ana,tlms-1\n';
const SECRET = 'kumquat-9481';

async function refusal(content: string | Uint8Array, limits = ROSTER_LIMITS): Promise<AppError> {
  const failure = await survey(content, {}, limits).catch((error: unknown) => error);
  if (failure instanceof AppError) return failure;
  throw new Error('It was taken, or failed otherwise', { cause: failure });
}

describe('what is no roster', () => {
  it.each<[string, string | Uint8Array, string, string?]>([
    ['nothing', '', 'empty'],
    ['blank lines', '\n\r\n ,,\n', 'empty'],
    ['a byte order mark', encode('', 'utf-8-bom'), 'empty'],
    ['a header alone', HEADER, 'empty'],
    ['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6), 'not-csv'],
    ['an old spreadsheet', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'not-csv'],
    ['a PDF', '%PDF-1.7 a', 'not-csv'],
    ['a NUL', `${HEADER}a@d.example,A\0na,tlms-1\n`, 'not-csv'],
    ['a late NUL', `${HEADER}${ROW.repeat(5000)}\0${ROW.repeat(5000)}`, 'not-csv'],
    ['no header', ROW, 'header-missing', 'line 1'],
    ['no words in it', `,-,;\n${ROW}`, 'header-missing', 'line 1'],
    ['one header twice', `Email,e_mail,badge\n${ROW}`, 'header-twice', 'line 1'],
    ['a quote in a cell', `${HEADER}${ROW}a@d.example,A"${SECRET}"na,tlms-1\n`, 'quotes-malformed', 'line 3'],
    ['a letter after a quote', `${HEADER}"a"${SECRET},b,c\n`, 'quotes-malformed', 'line 2'],
    ['an unclosed quote', `${HEADER}${ROW}"${SECRET},b,c\n${ROW.repeat(20)}`, 'quotes-malformed', 'line 3'],
    [
      'an unclosed quote over a large file',
      `${HEADER}${ROW}"${ROW.repeat(100_000)}`,
      'record-too-long',
      'line 3',
    ],
    ['an unclosed quote in the header', `"${HEADER}${ROW.repeat(100_000)}`, 'record-too-long', 'line 1'],
    ['a row of delimiters', `${HEADER}${','.repeat(5_000_000)}\n`, 'record-too-long', 'line 2'],
    ['a header of delimiters', `a${','.repeat(5_000_000)}\n`, 'record-too-long', 'line 1'],
    [
      '201 columns',
      `${Array.from({ length: 201 }, (_, i) => `c${i}`).join(',')}\n${ROW}`,
      'too-many-columns',
      'line 1',
    ],
    ['a header of 10 KB', `email,${'x'.repeat(10_001)}\n${ROW}`, 'header-too-long', 'line 1'],
    ['2 M blank lines', `${HEADER}${'\n'.repeat(2_000_000)}`, 'too-many-rows'],
  ])('%s', { timeout: 10_000 }, async (_, content, code, path) => {
    const failure = await refusal(content);
    expect(failure.code).toBe('ROSTER_INVALID');
    expect(failure.problems.map((problem) => [problem.code, problem.path])).toEqual([[code, path]]);
    expect(JSON.stringify([failure.message, failure.detail, failure.problems])).not.toContain(SECRET);
  });

  it('is too many rows or bytes', async () => {
    const limits = { ...ROSTER_LIMITS, maxRows: 3, maxBytes: 500 };
    expect((await survey(HEADER + ROW.repeat(3), {}, limits)).rows).toBe(3);
    expect((await refusal(HEADER + ROW.repeat(4), limits)).problems[0]?.code).toBe('too-many-rows');
    expect((await refusal(HEADER + ROW.repeat(40), limits)).problems[0]?.code).toBe('too-large');
  });

  it('lets go of the file', async () => {
    let open = 0;
    const source = {
      async *open() {
        open += 1;
        try {
          yield* sourceOf(`Email,e_mail\n${ROW.repeat(10_000)}`, 1000).open();
        } finally {
          open -= 1;
        }
      },
    };
    await expect(survey(source)).rejects.toThrow(AppError);
    expect(open).toBe(0);
  });
});

describe('a hostile cell', () => {
  const hostile = [
    '"'.repeat(1_000),
    '<'.repeat(10_000),
    ' '.repeat(9_999) + SECRET,
    '9'.repeat(10_000),
    `${'a.'.repeat(4_000)}@x`,
    `${SECRET}@`.repeat(700),
    `https://${SECRET}/${'a'.repeat(9_000)}`,
    'and '.repeat(2_500),
    ';'.repeat(10_000),
    `=cmd|' /C ${SECRET}'!A0`,
    '\u202e'.repeat(5_000),
    'Ã'.repeat(10_000),
    '1 '.repeat(5_000),
    '__proto__',
    'constructor',
  ];
  const fields = [
    'email',
    'full_name',
    'credential_code',
    'level',
    'issued_on',
    'assessors',
    'hours',
    'cohort',
  ];
  const more = ['evidence_url', 'evidence_summary', 'row_ref', 'external_id', 'tlms-1', 'tlms-1 date'];

  it('is refused or taken in time, and never repeated', { timeout: 20_000 }, async () => {
    for (const field of [...fields, ...more]) {
      const cells = { ...GOOD, [field]: '' };
      const rows = hostile.map((cell) =>
        Object.entries(cells).map(([name, good]) => (name === field ? cell : good)),
      );
      const settings = { columns: field.startsWith('tlms') ? { credential_code: '', [field]: '' } : {} };
      const achievement = field.startsWith('tlms') ? { achievement: 'tlms-2' } : {};
      const found = await read(table(Object.keys(cells), rows), { ...settings, ...achievement });
      for (const { problems, warnings } of found) {
        expect(JSON.stringify([problems, warnings])).not.toContain(SECRET);
        for (const { detail } of problems) expect(detail.length).toBeLessThan(300);
      }
    }
  });

  it('of a million quotes is one long cell', async () => {
    const [row] = await read(`${HEADER}${ROW.trim()},"${'"'.repeat(900_000)}"\n`);
    expect(row?.problems.map(({ code }) => code)).toEqual(['too-many-cells', 'cell-too-long']);
  });
});
