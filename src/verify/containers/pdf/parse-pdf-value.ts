import type { PdfDict, PdfValue } from './pdf-value.ts';

const MAX_DEPTH = 100;
/** Of all values of a file together: ten times what a long tagged document has. */
export const MAX_VALUES = 2_000_000;

const WHITE = charSet('\0\t\n\f\r ');
const DELIMITERS = charSet('()<>[]{}/%');

/** Bytes with a place in them. `values` counts what was read from any part of the file. */
export interface PdfReader {
  bytes: Uint8Array;
  at: number;
  values: { count: number };
}

/** What stands where no value can be, and what is more than any document has. */
export class PdfSyntaxError extends Error {}

/**
 * Reads one value and moves on behind it. Throws PdfSyntaxError, with `at` where it gave up, so that nothing is read twice: reading a
 * file takes time in proportion to its length, whatever is in it.
 */
export function parsePdfValue(reader: PdfReader, depth = 0): PdfValue {
  if (depth > MAX_DEPTH || ++reader.values.count > MAX_VALUES) throw new PdfSyntaxError('too much');
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
    if (reader.bytes[reader.at] !== 0x2f) throw new PdfSyntaxError('no name');
    const name = readName(reader);
    entries.set(name, parsePdfValue(reader, depth + 1));
  }
  if (reader.bytes[reader.at + 1] !== 0x3e) throw new PdfSyntaxError('no end of a dictionary');
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
  reader.at++;
  return readWord(reader).replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Up to the next white space or delimiter. */
function readWord(reader: PdfReader): string {
  const start = reader.at;
  const { bytes } = reader;
  while (reader.at < bytes.length && !WHITE[bytes[reader.at] ?? 0] && !DELIMITERS[bytes[reader.at] ?? 0])
    reader.at++;
  return latin1(bytes, start, reader.at);
}

const WORDS = new Map<string, PdfValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function readNumberOrWord(reader: PdfReader): PdfValue {
  const word = readWord(reader);
  const known = WORDS.get(word);
  if (known !== undefined) return known;
  if (!/^[+-]?(\d{1,15}\.?\d{0,15}|\.\d{1,15})$/.test(word)) throw new PdfSyntaxError('no value');
  const number = Number(word);
  const behind = reader.at;
  // `12 0 R`
  if (/^\d{1,10}$/.test(word)) {
    const ahead = latin1(reader.bytes, behind, behind + 32).replaceAll('\0', ' ');
    const reference = /^\s+\d{1,5}\s+R(?![^\s()<>[\]{}/%])/.exec(ahead)?.[0];
    if (reference !== undefined) {
      reader.at = behind + reference.length;
      return { kind: 'ref', number };
    }
  }
  return number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function readLiteral(reader: PdfReader): string {
  const { bytes } = reader;
  const start = ++reader.at;
  for (let open = 1; ; reader.at++) {
    if (reader.at >= bytes.length) throw new PdfSyntaxError('no end of a string');
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
    throw new PdfSyntaxError('no end of a string');
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

function charSet(characters: string): boolean[] {
  const set: boolean[] = Array.from({ length: 256 }, () => false);
  for (const character of characters) set[character.charCodeAt(0)] = true;
  return set;
}
