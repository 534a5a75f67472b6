import { inflate } from '../../../model/inflate.ts';
import type { Allowance } from '../opened.ts';
import { type PdfReader, PdfSyntaxError, parsePdfValue, skipWhite, TOO_MUCH } from './parse-pdf-value.ts';
import { isKind, type PdfDict, type PdfStream, type PdfValue } from './pdf-value.ts';

const MAX_STREAM_BYTES = 10 * 1024 * 1024;

/** A PDF by its objects. Nothing of it is believed, and nothing but what holds objects was unpacked. */
export interface Pdf {
  bytes: Uint8Array<ArrayBuffer>;
  objects: Map<number, PdfValue>;
  root: PdfValue;
  isEncrypted: boolean;
}

/** Something in the file unpacks to more than is allowed. */
export class PdfTooLarge extends Error {}

/**
 * Reads a file from its beginning to its end and takes every object that it comes across, the latest of each number, as repairing
 * readers do: so neither a cross-reference table that lies nor one that goes round in circles matters. Time and memory are in proportion
 * to the file and to what it is allowed to unpack. Rejects with PdfTooLarge or PdfSyntaxError.
 */
export async function readPdf(bytes: Uint8Array<ArrayBuffer>, allowance: Allowance): Promise<Pdf> {
  const reader: PdfReader = { bytes, at: 0, values: { count: 0 } };
  const pdf: Pdf = { bytes, objects: new Map(), root: null, isEncrypted: false };
  const findEndOfStream = createFinder(bytes, 'endstream');
  for (let found = nextKeyword(reader); found !== null; found = nextKeyword(reader)) {
    const value = tryToParse(reader);
    if (value === undefined) continue;
    const start = isKind(value, 'dict') ? startOfStream(reader) : undefined;
    if (!isKind(value, 'dict') || start === undefined) {
      if (found === 'trailer') readTrailer(pdf, value);
      else pdf.objects.set(found, value);
      continue;
    }
    const end = findEndOfStream(start, lengthOf(value, pdf));
    if (end === null) break;
    reader.at = end;
    const stream: PdfStream = { kind: 'stream', dict: value, start, end };
    if (found !== 'trailer') pdf.objects.set(found, stream);
    const type = value.entries.get('Type');
    if (isKind(type, 'name') && type.name === 'XRef') readTrailer(pdf, value);
    if (isKind(type, 'name') && type.name === 'ObjStm')
      await readObjectStream(pdf, stream, reader, allowance);
  }
  if (!isKind(resolve(pdf, pdf.root), 'dict')) pdf.root = findCatalog(pdf);
  return pdf;
}

/** What a reference leads to; a reference to a reference leads nowhere. */
export function resolve({ objects }: Pdf, value: PdfValue | undefined): PdfValue {
  const found = isKind(value, 'ref') ? objects.get(value.number) : value;
  return found === undefined || isKind(found, 'ref') ? null : found;
}

/**
 * A stream's content; null if it is packed in a way that is not read here: anything but Flate, once. Rejects with PdfTooLarge.
 */
export async function readStream(
  pdf: Pdf,
  { dict, start, end }: PdfStream,
  allowance: Allowance,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const stated = resolve(pdf, dict.entries.get('Length'));
  const isStated =
    typeof stated === 'number' && Number.isInteger(stated) && stated >= 0 && start + stated <= end;
  const packed = pdf.bytes.subarray(start, isStated ? start + stated : withoutLineEnd(pdf.bytes, start, end));
  const filters = [resolve(pdf, dict.entries.get('Filter'))].flat();
  const [filter, ...more] = filters.filter((one) => one !== null).map((one) => resolve(pdf, one));
  const maxBytes = Math.min(MAX_STREAM_BYTES, allowance.left);
  if (filter === undefined) return take(packed.slice(), allowance, maxBytes);
  const isFlate = isKind(filter, 'name') && (filter.name === 'FlateDecode' || filter.name === 'Fl');
  if (!isFlate || more.length > 0 || hasPredictor(pdf, dict)) return null;
  const inflated = await inflate(packed, maxBytes);
  if (inflated.ok) return take(inflated.bytes, allowance, maxBytes);
  if (inflated.reason === 'too-large') throw new PdfTooLarge();
  return null;
}

function take(
  bytes: Uint8Array<ArrayBuffer>,
  allowance: Allowance,
  maxBytes: number,
): Uint8Array<ArrayBuffer> {
  if (bytes.length > maxBytes) throw new PdfTooLarge();
  allowance.left -= bytes.length;
  return bytes;
}

function hasPredictor(pdf: Pdf, dict: PdfDict): boolean {
  const parameters = [resolve(pdf, dict.entries.get('DecodeParms'))].flat().map((one) => resolve(pdf, one));
  return parameters.some((one) => isKind(one, 'dict') && (one.entries.get('Predictor') ?? 1) !== 1);
}

/** ISO 32000-2 §7.5.7: pairs of number and place, then the objects. */
async function readObjectStream(
  pdf: Pdf,
  stream: PdfStream,
  { values }: PdfReader,
  allowance: Allowance,
): Promise<void> {
  const content = await readStream(pdf, stream, allowance);
  const first = stream.dict.entries.get('First');
  const count = stream.dict.entries.get('N');
  if (content === null || typeof first !== 'number' || typeof count !== 'number') return;
  const index: PdfReader = { bytes: content, at: 0, values };
  let read = 0;
  for (let i = 0; i < count; i++) {
    const [number, offset] = [tryToParse(index), tryToParse(index)];
    if (typeof number !== 'number' || typeof offset !== 'number' || offset < 0) return;
    const object: PdfReader = { bytes: content, at: first + offset, values };
    const value = object.at < content.length ? tryToParse(object) : undefined;
    // Entries that overlap would be read again and again.
    read += Math.max(0, object.at - (first + offset));
    if (read > content.length + index.at) throw TOO_MUCH;
    if (value !== undefined) pdf.objects.set(number, value);
  }
}

function readTrailer(pdf: Pdf, value: PdfValue): void {
  if (!isKind(value, 'dict')) return;
  pdf.root = value.entries.get('Root') ?? pdf.root;
  if ((value.entries.get('Encrypt') ?? null) !== null) pdf.isEncrypted = true;
}

function findCatalog({ objects }: Pdf): PdfValue {
  for (const value of objects.values()) {
    const type = isKind(value, 'dict') ? value.entries.get('Type') : undefined;
    if (isKind(type, 'name') && type.name === 'Catalog') return value;
  }
  return null;
}

function tryToParse(reader: PdfReader): PdfValue | undefined {
  try {
    return parsePdfValue(reader);
  } catch (error) {
    if (error instanceof PdfSyntaxError && error !== TOO_MUCH) return undefined;
    throw error;
  }
}

/** Moves behind the next `12 0 obj` or `trailer`: the object's number, or that it is the trailer; null at the end. */
function nextKeyword(reader: PdfReader): number | 'trailer' | null {
  const { bytes } = reader;
  for (; reader.at < bytes.length; reader.at++) {
    const byte = bytes[reader.at];
    if (byte === 0x74 && matches(bytes, reader.at, 'trailer')) {
      reader.at += 'trailer'.length;
      return 'trailer';
    }
    if (byte !== 0x6f || !matches(bytes, reader.at, 'obj')) continue;
    const number = numberBefore(bytes, reader.at);
    if (number === undefined) continue;
    reader.at += 'obj'.length;
    return number;
  }
  return null;
}

/** The number of `12 0 obj`, from where `obj` stands. */
function numberBefore(bytes: Uint8Array, at: number): number | undefined {
  const generationEnd = skipBack(bytes, at, isWhite);
  const generation = skipBack(bytes, generationEnd, isDigit);
  const numberEnd = skipBack(bytes, generation, isWhite);
  const start = skipBack(bytes, numberEnd, isDigit);
  if (generation === generationEnd || numberEnd === generation || start === numberEnd) return undefined;
  return Number(String.fromCharCode(...bytes.subarray(start, numberEnd)));
}

/** At most ten of them. */
function skipBack(bytes: Uint8Array, from: number, is: (byte: number) => boolean): number {
  let at = from;
  while (at > 0 && at > from - 10 && is(bytes[at - 1] ?? 0)) at--;
  return at;
}

const isWhite = (byte: number) => byte <= 0x20;
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

/** Where the bytes of a stream begin, if `stream` follows. */
function startOfStream(reader: PdfReader): number | undefined {
  const before = reader.at;
  skipWhite(reader);
  if (!matches(reader.bytes, reader.at, 'stream')) {
    reader.at = before;
    return undefined;
  }
  reader.at += 'stream'.length;
  if (reader.bytes[reader.at] === 0x0d) reader.at++;
  if (reader.bytes[reader.at] === 0x0a) reader.at++;
  return reader.at;
}

function lengthOf({ entries }: PdfDict, pdf: Pdf): number {
  const length = resolve(pdf, entries.get('Length'));
  return typeof length === 'number' && length >= 0 ? length : 0;
}

/** Finds the next place of a word from a place on, but first where it is said to be. Each byte is looked at once. */
function createFinder(bytes: Uint8Array, word: string) {
  let isNoMore = false;
  return (from: number, said: number): number | null => {
    for (let at = from + said; at <= from + said + 2; at++) if (matches(bytes, at, word)) return at;
    if (isNoMore) return null;
    for (let at = bytes.indexOf(0x65, from); at >= 0; at = bytes.indexOf(0x65, at + 1))
      if (matches(bytes, at, word)) return at;
    isNoMore = true;
    return null;
  };
}

function withoutLineEnd(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  if (last > start && bytes[last - 1] === 0x0a) last--;
  if (last > start && bytes[last - 1] === 0x0d) last--;
  return last;
}

function matches(bytes: Uint8Array, at: number, word: string): boolean {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}
