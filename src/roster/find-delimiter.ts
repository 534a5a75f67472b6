import type { CsvDelimiter } from '../model/write-csv.ts';

export type RosterDelimiter = CsvDelimiter;

/** In the order in which they win a draw. */
const DELIMITERS: readonly RosterDelimiter[] = [',', ';', '\t'];
const HEADER_CHARACTERS = 256 * 1024;

/** What separates the cells of the first row that is not blank. A first line `sep=;`, as Excel writes it, says so itself. */
export async function findDelimiter(pieces: AsyncIterable<string>): Promise<RosterDelimiter> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length >= HEADER_CHARACTERS) break;
  }
  const stated = /^sep=([,;\t])(?:[\r\n]|$)/i.exec(text)?.[1];
  return DELIMITERS.find((delimiter) => delimiter === stated) ?? mostFrequent(text);
}

function mostFrequent(text: string): RosterDelimiter {
  const counts = new Map<string, number>();
  let quoted = false;
  let blank = true;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && !blank && (character === '\n' || character === '\r')) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
    if (character.trim() !== '') blank = false;
  }
  const count = (delimiter: string) => counts.get(delimiter) ?? 0;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
