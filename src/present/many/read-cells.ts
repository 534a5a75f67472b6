import { readCell } from '../../model/write-csv.ts';

/** 1 MB and 2,000 rows: what a list may have. */
export const MAX_LIST_BYTES = 1_000_000;
export const MAX_LIST_ROWS = 2_000;
const MAX_COLUMNS = 100;

export type ListProblem = 'list-too-large' | 'list-too-long' | 'list-malformed' | 'list-without-columns';
export type ReadCells = { ok: true; cells: string[][] } | { ok: false; problem: ListProblem };

/**
 * The cells of a CSV file (RFC 4180; commas, semicolons or tabs) without its blank rows. The parser is loaded when it is needed. Never
 * throws on what a stranger wrote, and says nothing of it.
 */
export async function readCells(text: string): Promise<ReadCells> {
  if (text.length > MAX_LIST_BYTES) return { ok: false, problem: 'list-too-large' };
  const { parse } = await import('csv-parse/browser/esm/sync');
  const plain = text.replace(/^\ufeff/, '').replace(/^sep=[,;\t]\r?\n/i, '');
  let cells: string[][];
  try {
    cells = parse(plain, {
      delimiter: findDelimiter(plain),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      to: MAX_LIST_ROWS + 2,
    });
  } catch {
    return { ok: false, problem: 'list-malformed' };
  }
  const filled = cells
    .map((row) => row.slice(0, MAX_COLUMNS).map((cell) => readCell(cell).trim()))
    .filter((row) => row.some((cell) => cell !== ''));
  // With its header.
  if (filled.length > MAX_LIST_ROWS + 1) return { ok: false, problem: 'list-too-long' };
  return { ok: true, cells: filled };
}

/** What there is most of in the first line, outside of quotation marks. */
function findDelimiter(text: string): string {
  const [line = ''] = text
    .replaceAll(/"[^"]*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
