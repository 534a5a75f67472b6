import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/model/write-csv.ts';
import type { RosterDelimiter } from '../../src/roster/find-delimiter.ts';
import { CP1252, type Encoding, encode, read, sourceOf, survey } from './roster-material.ts';

const LONG = { achievement: 'tlms-1' };
const HEADER = ['full_name', 'email', 'favourite colour', 'anything else'];

const awkward = fc.constantFrom(
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  "'",
  "'=",
  '=1+1',
  ' ',
  '😀',
  'ñ',
  '@',
);
const anyCell = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 5 })
  .map((parts) => parts.join('').replaceAll('\0', '').replaceAll('\ufeff', ''));
const westernCell = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', ',', '\n', '\r\n', ';', '=', '€', '’'),
      fc.constantFrom(...CP1252.slice(1)),
    ),
  )
  .map((parts) => parts.join(''));

const form = fc.oneof(
  fc.record({
    encoding: fc.constantFrom<Encoding>('utf-8', 'utf-8-bom', 'utf-16le-bom', 'utf-16be-bom'),
    rows: rowsOf(anyCell),
  }),
  fc.record({
    encoding: fc.constantFrom<Encoding>('windows-1252', 'utf-16le', 'utf-16be', 'utf-8'),
    rows: rowsOf(westernCell),
  }),
);

function rowsOf(cell: fc.Arbitrary<string>): fc.Arbitrary<string[][]> {
  // The name keeps the row from being blank, and its letters from being UTF-8 by chance.
  const row = fc.tuple(fc.constant('Núñez'), cell, cell, cell);
  return fc.array(row, { minLength: 1, maxLength: 8 });
}

describe('any table that csvLine writes', () => {
  it('is read back cell by cell, in every encoding, delimiter and line ending, however it is cut', async () => {
    const delimiters = fc.constantFrom<RosterDelimiter>(',', ';', '\t');
    const ending = fc.constantFrom('\r\n', '\n', '\r');
    await fc.assert(
      fc.asyncProperty(
        form,
        delimiters,
        ending,
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async ({ encoding, rows }, delimiter, eol, chunkSize, isLastEnded) => {
          const lines = [HEADER, ...rows].map((cells) => csvLine(cells, delimiter).slice(0, -2));
          const text = lines.join(eol) + (isLastEnded ? eol : '');
          const source = sourceOf(encode(text, encoding), chunkSize);
          const found = await survey(source, LONG);
          expect(found).toMatchObject({
            encoding: encoding.replace('-bom', ''),
            delimiter,
            rows: rows.length,
          });
          const back = await read(source, LONG);
          expect(back.map(({ cells }) => cells)).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is numbered as the file and a spreadsheet number it', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf(anyCell), fc.nat({ max: 2 }), async (rows, blanks) => {
        const lines = [HEADER, ...rows].map((cells) => csvLine(cells));
        const back = await read(lines.join('\r\n'.repeat(blanks)), LONG);
        const places = rows.map((_, i) => ({
          row: 2 + i + (i + 1) * blanks,
          line: 1 + countBreaks([...lines.slice(0, i + 1), ''].join('\r\n'.repeat(blanks))),
        }));
        expect(back.map(({ line, row }) => ({ line, row }))).toEqual(places);
      }),
      { numRuns: 100 },
    );
  });

  it('means the same with its columns in another order', async () => {
    const columns = ['Email', 'Full name', 'Credential', 'Level', 'Awarded on', 'Evaluadores', 'Horas'];
    const rows = [
      ['a@d.example', 'Ana Núñez', 'tlms-1', '3', '2026-04-03', 'Bo Li; Cy Ro', '120'],
      ['b@d.example', 'Ben Ode', 'TLMS-2', 'Accomplished', '', '2', ''],
      ['', 'Cy Ro', 'nothing', 'x', '13/45/26', '-1', 'many'],
    ];
    const meaning = async (order: readonly number[]) => {
      const pick = (cells: readonly string[]) => order.map((i) => cells[i] ?? '');
      const text = [columns, ...rows].map((cells) => csvLine(pick(cells))).join('');
      const back = await read(text);
      return {
        fingerprint: (await survey(text)).fingerprint,
        rows: back.map(({ awards, problems, warnings }) => ({ awards, problems, warnings })),
      };
    };
    const inOrder = await meaning([0, 1, 2, 3, 4, 5, 6]);
    expect(inOrder.rows.map(({ problems }) => problems.length)).toEqual([0, 0, 5]);
    const orders = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        expect(await meaning(order)).toEqual(inOrder);
      }),
      { numRuns: 25 },
    );
  });
});

function countBreaks(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
