import { headerKey } from '../model/header-key.ts';
import type { RosterDelimiter } from './find-delimiter.ts';
import { type RosterRecord, readRecords } from './read-records.ts';
import { rosterInvalid } from './roster-invalid.ts';
import type { RosterLimits } from './roster-limits.ts';

const EMAIL_ADDRESS = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

export interface RosterTable {
  header: readonly string[];
  /** The rows under the header without the blank ones, as many at a time as a piece of text holds. */
  parts: AsyncIterable<RosterRecord[]>;
}

/**
 * Reads as far as the header, which is the first row that is not blank; the rows are read when they are asked for. Rejects,
 * then or later, with AppError ROSTER_INVALID: no header or a bad one, no rows or too many, or no table at all.
 */
export async function readTable(
  pieces: AsyncIterable<string>,
  delimiter: RosterDelimiter,
  limits: RosterLimits,
): Promise<RosterTable> {
  const parts = readParts(pieces, delimiter, limits);
  for (;;) {
    const next = await parts.next();
    if (next.done) throw rosterInvalid('empty', 'The file holds nothing but blank lines.');
    const [first, ...others] = next.value;
    if (first === undefined) continue;
    try {
      checkHeader(first, limits);
    } catch (error) {
      await parts.return(undefined); // lets go of the source
      throw error;
    }
    return { header: first.cells.map((cell) => cell.trim()), parts: withFirst(others, parts) };
  }
}

async function* withFirst(
  first: RosterRecord[],
  rest: AsyncIterable<RosterRecord[]>,
): AsyncGenerator<RosterRecord[]> {
  yield first;
  yield* rest;
}

/** The header counts as a row here. */
async function* readParts(
  pieces: AsyncIterable<string>,
  delimiter: RosterDelimiter,
  limits: RosterLimits,
): AsyncGenerator<RosterRecord[]> {
  let rows = 0;
  for await (const batch of readRecords(pieces, delimiter)) {
    const records = batch.filter(({ cells }) => cells.some((cell) => cell !== '' && cell.trim() !== ''));
    rows += records.length;
    if (rows > limits.maxRows + 1) {
      throw rosterInvalid('too-many-rows', `A roster may have ${limits.maxRows} rows at most.`);
    }
    yield records;
  }
  if (rows === 1) throw rosterInvalid('empty', 'The file has no rows under its header.');
}

function checkHeader({ cells: header, line }: RosterRecord, limits: RosterLimits): void {
  if (header.length > limits.maxColumns) {
    throw rosterInvalid('too-many-columns', `A roster may have ${limits.maxColumns} columns at most.`, line);
  }
  if (header.some((cell) => cell.length > limits.maxCellCharacters)) {
    const detail = `A header may have ${limits.maxCellCharacters} characters at most.`;
    throw rosterInvalid('header-too-long', detail, line);
  }
  if (header.some((cell) => EMAIL_ADDRESS.test(cell.trim()))) {
    throw rosterInvalid('header-missing', 'The first row must say what the columns are.', line);
  }
  const keys = header.map(headerKey).filter((key) => key !== '');
  if (keys.length === 0) {
    throw rosterInvalid('header-missing', 'The first row must say what the columns are.', line);
  }
  const twice = keys.findIndex((key, i) => keys.indexOf(key) !== i);
  if (twice >= 0) {
    throw rosterInvalid('header-twice', 'Two columns have the same header. Rename or remove one.', line);
  }
}
