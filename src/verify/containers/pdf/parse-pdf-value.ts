import type { PdfDict, PdfValue } from './pdf-value.ts';

const MAX_DEPTH = 100;
/** Of all values of a file together: several times what a long tagged document has. */
const MAX_VALUES = 1_000_000;

const WHITE = charSet('\0\t\n\f\r ');
const DELIMITERS = charSet('()<>[]{}/%');
const DIGITS = charSet('0123456789');

/** Bytes with a place in them. `values` counts what was read from any part of the file. */
export interface PdfReader {
  bytes: Uint8Array;
  at: number;
  values: { count: number };
}

/** What stands where no value can be, and what is more than any document has. */
export class PdfSyntaxError extends Error {}

/** One for all, because making one takes longer than reading what it is about, and a file may have millions. */
const NO_VALUE = new PdfSyntaxError('no value');
export const TOO_MUCH = new PdfSyntaxError('too much');

/**
 * Reads one value and moves on behind it. Throws PdfSyntaxError, with `at` where it gave up, so that nothing is read twice: reading a
 * file takes time in proportion to its length, whatever is in it.
 */
export function parsePdfValue(reader: PdfReader, depth = 0): PdfValue {
  if (depth > MAX_DEPTH || ++reader.values.count > MAX_VALUES) throw TOO_MUCH;
  skipWhite(reader);
  const { bytes } = reader;
  const first = bytes[reader.at];
  if (first === 0x2f) return { kind: 'name', name: readName(reader) };
  if (first === 0x28) return { kind: 'string', text: readLiteral(reader) };
  if (first === 0x3c && bytes[reader.at + 1] === 0x3c) return readDict(reader, depth);
  if (first === 0x3c) return { kind: 'string', text: readHex(reader) };
  if (first === 0x5b) return readArray(reader, depth);
  return readNumberOrWord(reader);
}

export function skipWhite(reader: PdfReader): void {
  const { bytes } = reader;
  for (; reader.at < bytes.length; reader.at++) {
    const byte = bytes[reader.at] ?? 0;
    if (byte === 0x25) {
      while (reader.at < bytes.length && bytes[reader.at] !== 0x0a && bytes[reader.at] !== 0x0d) reader.at++;
    } else if (!WHITE[byte]) return;
  }
}

function readDict(reader: PdfReader, depth: number): PdfDict {
  const entries = new Map<string, PdfValue>();
  reader.at += 2;
  for (;;) {
    skipWhite(reader);
    if (reader.bytes[reader.at] === 0x3e) break;
    if (reader.bytes[reader.at] !== 0x2f) throw NO_VALUE;
    const name = readName(reader);
    entries.set(name, parsePdfValue(reader, depth + 1));
  }
  if (reader.bytes[reader.at + 1] !== 0x3e) throw NO_VALUE;
  reader.at += 2;
  return { kind: 'dict', entries };
}

function readArray(reader: PdfReader, depth: number): PdfValue[] {
  const values: PdfValue[] = [];
  reader.at++;
  for (;;) {
    skipWhite(reader);
    if (reader.bytes[reader.at] === 0x5d) break;
    values.push(parsePdfValue(reader, depth + 1));
  }
  reader.at++;
  return values;
}

function readName(reader: PdfReader): string {
  const start = ++reader.at;
  skipWord(reader);
  return latin1(reader.bytes, start, reader.at).replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Up to the next white space or delimiter. */
function skipWord(reader: PdfReader): void {
  const { bytes } = reader;
  while (reader.at < bytes.length && !WHITE[bytes[reader.at] ?? 0] && !DELIMITERS[bytes[reader.at] ?? 0])
    reader.at++;
}

const WORDS = new Map<string, PdfValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function readNumberOrWord(reader: PdfReader): PdfValue {
  const { bytes } = reader;
  const start = reader.at;
  skipWord(reader);
  if (reader.at - start > 40) throw NO_VALUE;
  const word = latin1(bytes, start, reader.at);
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  const number = Number(word);
  if (word === '' || !Number.isFinite(number) || !/^[\d.+-]+$/.test(word)) throw NO_VALUE;
  const end = Number.isInteger(number) && number >= 0 ? endOfReference(bytes, reader.at) : -1;
  if (end < 0) return number;
  reader.at = end;
  return { kind: 'ref', number };
}

/** Where `0 R` ends that makes the number before it a reference; -1 if it is something else. */
function endOfReference(bytes: Uint8Array, at: number): number {
  const generation = skip(bytes, at, WHITE);
  const white = skip(bytes, generation, DIGITS);
  const letter = skip(bytes, white, WHITE);
  const isReference = generation > at && white > generation && letter > white && bytes[letter] === 0x52;
  const behind = bytes[letter + 1] ?? 0;
  return isReference && (WHITE[behind] || DELIMITERS[behind]) ? letter + 1 : -1;
}

/** At most 16 of them. */
function skip(bytes: Uint8Array, from: number, set: Uint8Array): number {
  let at = from;
  while (at < from + 16 && at < bytes.length && set[bytes[at] ?? 0]) at++;
  return at;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function readLiteral(reader: PdfReader): string {
  const { bytes } = reader;
  const start = ++reader.at;
  for (let open = 1; ; reader.at++) {
    if (reader.at >= bytes.length) throw NO_VALUE;
    const byte = bytes[reader.at];
    if (byte === 0x5c) reader.at++;
    else if (byte === 0x28) open++;
    else if (byte === 0x29 && --open === 0) break;
  }
  const raw = latin1(bytes, start, reader.at++);
  return raw.replaceAll(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_, escaped: string) => {
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 0xff);
    if (/^[\r\n]/.test(escaped)) return '';
    return ESCAPES[escaped] ?? escaped;
  });
}

function readHex(reader: PdfReader): string {
  const start = ++reader.at;
  const end = reader.bytes.indexOf(0x3e, start);
  if (end < 0) {
    reader.at = reader.bytes.length;
    throw NO_VALUE;
  }
  reader.at = end + 1;
  const digits = latin1(reader.bytes, start, end).replaceAll(/[^0-9A-Fa-f]/g, '');
  return (digits.match(/..?/g) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16)))
    .join('');
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i += 0x2000)
    text += String.fromCharCode(...bytes.subarray(i, Math.min(i + 0x2000, end)));
  return text;
}

function charSet(characters: string): Uint8Array {
  const set = new Uint8Array(256);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}
