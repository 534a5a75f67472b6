import { FetchFailure } from '../model/verification.ts';

/**
 * All bytes of a body, as they come out of decompression. Stops at the first chunk beyond the cap, whatever
 * `content-length` promised, so a small reply that unpacks to gigabytes costs one chunk more than the cap.
 */
export async function readCappedBody(
  body: AsyncIterable<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by throwing cancels the stream, and with it the connection.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new FetchFailure('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
