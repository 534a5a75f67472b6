import { createHash } from 'node:crypto';
import { rosterInvalid } from './roster-invalid.ts';
import type { RosterLimits } from './roster-limits.ts';
import type { RosterSource } from './roster-source.ts';

export type RosterEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface ExaminedBytes {
  /** Of the bytes, in hex. */
  sha256: string;
  bytes: number;
  encoding: RosterEncoding;
}

const HEAD_BYTES = 4096;

/** Files that people send for a spreadsheet's text, by their first bytes. */
const OTHER_FORMATS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04], // zip, and with it xlsx and ods
  [0xd0, 0xcf, 0x11, 0xe0], // xls
  [0x25, 0x50, 0x44, 0x46], // pdf
  [0x1f, 0x8b], // gzip
];

const SAVE_AS_CSV = 'This is not a text file. In the spreadsheet program, save it as CSV and send that.';

/**
 * Reads all bytes once: an encoding can be told only from the whole file, because the first letter that is not ASCII may
 * be in the last row. Rejects with AppError ROSTER_INVALID: empty, too large, or no text.
 */
export async function examineBytes(source: RosterSource, limits: RosterLimits): Promise<ExaminedBytes> {
  const hash = createHash('sha256');
  const head: number[] = [];
  let utf8: TextDecoder | null = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let hasNul = false;
  for await (const chunk of source.open()) {
    bytes += chunk.length;
    if (bytes > limits.maxBytes) {
      const detail = `A roster may have ${Math.floor(limits.maxBytes / (1024 * 1024))} MB at most.`;
      throw rosterInvalid('too-large', detail);
    }
    hash.update(chunk);
    if (head.length < HEAD_BYTES) head.push(...chunk.subarray(0, HEAD_BYTES - head.length));
    hasNul ||= chunk.includes(0);
    utf8 = decodes(utf8, chunk) ? utf8 : null;
  }
  if (bytes === 0) throw rosterInvalid('empty', 'The file is empty.');
  if (OTHER_FORMATS.some((magic) => magic.every((byte, i) => head[i] === byte))) {
    throw rosterInvalid('not-csv', SAVE_AS_CSV);
  }
  const utf16 = findUtf16(head);
  if (hasNul && utf16 === null) throw rosterInvalid('not-csv', SAVE_AS_CSV);
  const encoding = utf16 ?? (decodes(utf8, null) ? 'utf-8' : 'windows-1252');
  return { sha256: hash.digest('hex'), bytes, encoding };
}

/** Whether the bytes so far are UTF-8; `null` for the end, where a letter must not be cut off. */
function decodes(decoder: TextDecoder | null, chunk: Uint8Array | null): boolean {
  try {
    if (chunk === null) decoder?.decode();
    else decoder?.decode(chunk, { stream: true });
    return decoder !== null;
  } catch {
    return false;
  }
}

/** By the byte order mark, or by the NULs that every second byte of Western text is. */
function findUtf16(head: readonly number[]): RosterEncoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const even = head.filter((byte, i) => byte === 0 && i % 2 === 0).length;
  const odd = head.filter((byte, i) => byte === 0 && i % 2 === 1).length;
  const many = head.length / 8;
  if (odd > many && odd > 4 * even) return 'utf-16le';
  if (even > many && even > 4 * odd) return 'utf-16be';
  return null;
}
