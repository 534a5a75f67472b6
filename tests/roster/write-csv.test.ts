import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, readCell } from '../../src/model/write-csv.ts';
import { errorFileHeader, errorFileLine } from '../../src/roster/write-error-file.ts';
import { codesOf, read, sourceOf, survey } from './roster-material.ts';

describe('csvLine', () => {
  it.each([
    [['a', 'b'], 'a,b\r\n'],
    [['a,b', 'say "x"', 'two\nlines', ' x', ''], '"a,b","say ""x""","two\nlines"," x",\r\n'],
    [['=1+1', '+1', '-1', '@x', '\t=x', '\rx', ' =x'], `'=1+1,'+1,'-1,'@x,"'\t=x","'\rx",' =x\r\n`],
    [["'=1", '＝1', "O'Brien", "'til"], `''=1,'＝1,O'Brien,'til\r\n`],
  ])('writes %j', (cells, line) => {
    expect(csvLine(cells)).toBe(line);
  });

  it('is undone by readCell, and leaves no cell that a spreadsheet program calculates', () => {
    const tricky = fc.string({
      unit: fc.constantFrom("'", ' ', '=', '+', '-', '@', '\t', 'a', '＝', '\n'),
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.oneof(tricky, fc.string({ unit: 'binary' })), (cell) => {
        const [, quoted, plain = ''] = /^(?:"((?:[^"]|"")*)"|([\s\S]*))\r\n$/.exec(csvLine([cell])) ?? [];
        const written = quoted?.replaceAll('""', '"') ?? plain;
        expect(written.trimStart()).not.toMatch(/^[=+\-@]/);
        expect(readCell(written)).toBe(cell);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a file of rows to mend', () => {
  const text =
    'Correo;Docente;Insignia;Nota\r\n' +
    'ana@d.example;Ana Núñez;tlms-1;=1+1\r\n' +
    'ben@d.example;Ben Ode;tlms-99;-5\r\n' +
    'cy;Cy Ro;tlms-1;fine;too;many\r\n';

  async function errorFile(source: string): Promise<string> {
    const form = await survey(source);
    const bad = (await read(source)).filter(({ problems }) => problems.length > 0);
    return errorFileHeader(form) + bad.map((row) => errorFileLine(row, form)).join('');
  }

  it('has the same form, the same cells and the same problems when it is sent as it is', async () => {
    const file = await errorFile(text);
    expect(file.startsWith('\ufefferror;Correo;Docente;Insignia;Nota\r\nInsignia: ')).toBe(true);
    expect(file).toContain(";'-5\r\n");
    expect((await survey(file)).fingerprint).toBe((await survey(text)).fingerprint);
    expect((await survey(file)).columns[0]).toMatchObject({
      header: 'error',
      use: null,
      ignored: 'not-used',
    });
    const [first, again] = [await read(text), await read(sourceOf(file))];
    expect(again.map(({ cells }) => cells.slice(1))).toEqual(first.slice(1).map(({ cells }) => cells));
    expect(again.map(({ problems }) => codesOf(problems))).toEqual(
      first.slice(1).map(({ problems }) => codesOf(problems)),
    );
  });

  it('does not collect columns of errors', async () => {
    const once = await errorFile(text);
    expect(await errorFile(once)).toBe(once);
  });

  it('is good when it is mended', async () => {
    const mended = (await errorFile(text))
      .replace('tlms-99', 'tlms-2')
      .replace(';too;many', '')
      .replace(';cy;', ';cy@d.example;');
    expect((await read(mended)).map(({ awards }) => awards[0]?.request.achievement)).toEqual([
      'tlms-2',
      'tlms-1',
    ]);
  });
});
