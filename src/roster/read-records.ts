import { parse } from 'csv-parse';
import { readCell } from '../model/write-csv.ts';
import type { RosterDelimiter } from './find-delimiter.ts';
import { rosterInvalid } from './roster-invalid.ts';

export interface RosterRecord {
  cells: string[];
  /** The line of the file on which it begins, the first being 1. */
  line: number;
  /** As a spreadsheet program numbers its rows. */
  row: number;
}

/** Characters of one record: what an unclosed quotation mark swallows, or a row of nothing but delimiters. */
const MAX_RECORD_CHARACTERS = 1_000_000;
/** As many as spreadsheet programs have; blank ones count here. */
const MAX_RECORDS = 1_048_576;

/**
 * The records of a roster with its header, as many at a time as a piece of text holds; lines without a character are counted
 * but left out. Rejects with AppError ROSTER_INVALID where quotation marks do not pair, or a record or their number is
 * out of all proportion.
 */
export async function* readRecords(
  pieces: AsyncIterable<string>,
  delimiter: RosterDelimiter,
): AsyncGenerator<RosterRecord[]> {
  let read: ParsedRecord[] = [];
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    // Collected here rather than from the stream: one promise a piece instead of one a record.
    on_record: (cells: string[], { empty_lines: blanks }) => {
      read.push({ cells, blanks });
      return null;
    },
  });
  parser.on('error', () => {}); // `settle` hears of it too
  parser.resume();
  const place: Place = { line: 1, row: 1, blanks: 0 };
  let ended = 0;
  let charactersSince = 0;
  /** What the parser has read, or why it stops. */
  const take = (failed: boolean): RosterRecord[] => {
    const records = read.flatMap((record) => placeRecord(record, place));
    read = [];
    passBlanks(place, parser.info.empty_lines);
    if (failed) throw rosterInvalid('quotes-malformed', MALFORMED, place.line);
    if (charactersSince > MAX_RECORD_CHARACTERS) throw rosterInvalid('record-too-long', TOO_LONG, place.line);
    if (place.row > MAX_RECORDS) throw rosterInvalid('too-many-rows', 'The file has too many lines.');
    return records;
  };
  for await (const piece of pieces) {
    const failed = await settle((done) => parser.write(piece, done));
    const { records, empty_lines: blanks } = parser.info;
    charactersSince = records + blanks > ended ? 0 : charactersSince + piece.length;
    ended = records + blanks;
    yield take(failed);
  }
  yield take(await settle((done) => parser.end(done)));
}

interface ParsedRecord {
  cells: string[];
  /** How many lines before it had no character. */
  blanks: number;
}

interface Place {
  line: number;
  row: number;
  /** How many of the lines before it had no character. */
  blanks: number;
}

const MALFORMED =
  'In the row that begins on this line, a quotation mark is not closed or stands inside a cell without quotes.';
const TOO_LONG = 'The row that begins on this line does not end: a quotation mark may not be closed.';

/** Whether a step of the parser failed. Its own message is not used: it quotes the file. */
function settle(step: (done: (error?: Error | null) => void) => void): Promise<boolean> {
  return new Promise((resolve) => step((error) => resolve(error != null)));
}

/** Gives the record its place; a line that only names the delimiter for Excel is none and has no row. */
function placeRecord({ cells, blanks }: ParsedRecord, place: Place): RosterRecord[] {
  passBlanks(place, blanks);
  const { line, row } = place;
  place.line += 1;
  if (line === 1 && /^sep=$/i.test(cells[0] ?? '') && cells.slice(1).every((cell) => cell === '')) return [];
  place.row += 1;
  for (const [i, cell] of cells.entries()) {
    place.line += lineBreaks(cell);
    cells[i] = readCell(cell);
  }
  return [{ cells, line, row }];
}

function passBlanks(place: Place, blanks: number): void {
  place.line += blanks - place.blanks;
  place.row += blanks - place.blanks;
  place.blanks = blanks;
}

function lineBreaks(cell: string): number {
  if (!cell.includes('\n') && !cell.includes('\r')) return 0;
  return cell.match(/\r\n?|\n/g)?.length ?? 0;
}
