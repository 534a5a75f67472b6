import { decodeBase64Url, encodeBase64Url } from './bytes.ts';
import { readAtMost } from './read-at-most.ts';

/** Entries of a list: the least that W3C Bitstring Status List v1.0 §2.2 allows (16 KB), for the holders' privacy. */
export const STATUS_LIST_LENGTH = 131_072;

/** No list unpacks to more than this: 33 million entries; a few KB of gzip can claim gigabytes. */
const MAX_UNPACKED_BYTES = 4 * 1024 * 1024;

/** The bitstring with these indices set; index 0 is the left-most bit (§3.2). */
export function createBitstring(length: number, indices: Iterable<number>): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(Math.ceil(length / 8));
  for (const index of indices) {
    if (!Number.isInteger(index) || index < 0 || index >= length)
      throw new RangeError('index outside the list');
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return bits;
}

/** The entry's value, `size` bits from `index * size` on; null when that is outside the bitstring (§3.2 RANGE_ERROR). */
export function readStatus(bits: Uint8Array, index: number, size = 1): number | null {
  const start = index * size;
  if (!Number.isSafeInteger(start) || start < 0 || start + size > bits.length * 8) return null;
  let value = 0;
  for (let i = start; i < start + size; i++) {
    value = value * 2 + (((bits[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
  }
  return value;
}

/** `encodedList`: multibase base64url of the gzipped bitstring (§3.3). */
export async function encodeList(bits: Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = await readAtMost(
    new Blob([bits]).stream().pipeThrough(new CompressionStream('gzip')),
    MAX_UNPACKED_BYTES,
  );
  // RFC 1952 OS byte: runtimes differ (Unix, unknown), and the same bits must give the same signed text everywhere.
  packed[9] = 0xff;
  return `u${encodeBase64Url(packed)}`;
}

/**
 * Reverses `encodeList`. Accepts base64url without its multibase letter too, as StatusList2021 wrote it. Throws
 * SyntaxError when it is not such a list, or when it unpacks to more than 4 MiB.
 */
export async function decodeList(encodedList: string): Promise<Uint8Array<ArrayBuffer>> {
  const text = encodedList.startsWith('u') ? encodedList.slice(1) : encodedList;
  try {
    return await readAtMost(
      new Blob([decodeBase64Url(text)]).stream().pipeThrough(new DecompressionStream('gzip')),
      MAX_UNPACKED_BYTES,
    );
  } catch (cause) {
    throw new SyntaxError('not a gzipped bitstring', { cause });
  }
}
