/** What separates cells in the files of spreadsheet programs. */
export type CsvDelimiter = ',' | ';' | '\t';

/** Excel takes a file without it for the machine's old encoding. */
export const CSV_BOM = '\ufeff';

/** What spreadsheet programs take for the beginning of a formula, also in full width, as Japanese Excel does. */
const FORMULA = /^'*\s*[=+\-@\t\r\n＝＋－＠]/;
const ESCAPED_FORMULA = /^'+\s*[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * One record by RFC 4180, with its line break. A cell that a spreadsheet program would calculate gets an apostrophe before
 * it, which `readCell` takes off again. `delimiter` is the one of the file that people sent, so that their program
 * opens ours in columns too.
 */
export function csvLine(cells: readonly string[], delimiter: CsvDelimiter = ','): string {
  return `${cells.map(writeCell).join(delimiter)}\r\n`;
}

function writeCell(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell as it was before `csvLine` made it safe. */
export function readCell(cell: string): string {
  return cell.charCodeAt(0) === APOSTROPHE && ESCAPED_FORMULA.test(cell) ? cell.slice(1) : cell;
}

const APOSTROPHE = 0x27;
