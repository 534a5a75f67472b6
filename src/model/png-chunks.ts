import { crc32 } from './crc32.ts';
import { joinBytes } from './read-at-most.ts';

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** More than any picture has; each takes at least twelve bytes. */
const MAX_CHUNKS = 20_000;

export interface PngChunk {
  type: string;
  data: Uint8Array<ArrayBuffer>;
  /** Its CRC is its content's. */
  isWhole: boolean;
}

export interface PngChunks {
  chunks: PngChunk[];
  /** It begins with IHDR and was read to its end, IEND. */
  isComplete: boolean;
  /** Something stands behind its end. */
  hasMore: boolean;
}

/** The chunks of a PNG (W3C PNG §5), as far as they can be read; null if it does not begin as one. Copies nothing. */
export function readPngChunks(png: Uint8Array<ArrayBuffer>): PngChunks | null {
  if (SIGNATURE.some((byte, index) => png[index] !== byte)) return null;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: PngChunk[] = [];
  let offset = SIGNATURE.length;
  while (offset + 12 <= png.length && chunks.length < MAX_CHUNKS) {
    const length = view.getUint32(offset);
    const end = offset + 12 + length;
    const type = String.fromCharCode(...png.subarray(offset + 4, offset + 8));
    if (end > png.length || !/^[A-Za-z]{4}$/.test(type) || (chunks.length === 0 && type !== 'IHDR')) break;
    const isWhole = crc32(png.subarray(offset + 4, end - 4)) === view.getUint32(end - 4);
    chunks.push({ type, data: png.subarray(offset + 8, end - 4), isWhole });
    offset = end;
    if (type === 'IEND') return { chunks, isComplete: true, hasMore: offset < png.length };
  }
  return { chunks, isComplete: false, hasMore: false };
}

/** The same again, with CRCs of its own. */
export function writePngChunks(chunks: readonly Pick<PngChunk, 'type' | 'data'>[]): Uint8Array<ArrayBuffer> {
  return joinBytes([SIGNATURE, ...chunks.flatMap(writeChunk)]);
}

function writeChunk({ type, data }: Pick<PngChunk, 'type' | 'data'>): Uint8Array[] {
  const named = joinBytes([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  return [bytesOf(data.length), named, bytesOf(crc32(named))];
}

function bytesOf(number: number): Uint8Array {
  return Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number);
}
