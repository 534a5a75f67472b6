import { readAtMost } from './read-at-most.ts';

export type Inflated =
  | { ok: true; bytes: Uint8Array<ArrayBuffer> }
  | { ok: false; reason: 'damaged' | 'too-large' };

/** Unpacks a zlib stream (RFC 1950) of a stranger. What it says of its size is not asked: it is stopped where it becomes too much. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<Inflated> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return { ok: true, bytes: await readAtMost(stream, maxBytes) };
  } catch (error) {
    return { ok: false, reason: error instanceof RangeError ? 'too-large' : 'damaged' };
  }
}
