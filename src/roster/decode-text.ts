import { setImmediate } from 'node:timers/promises';
import type { RosterEncoding } from './examine-bytes.ts';
import type { RosterSource } from './roster-source.ts';

const PIECE_BYTES = 64 * 1024;

/** The roster as text without its byte order mark, in pieces of bounded size however large the source's chunks are. */
export async function* decodeText(source: RosterSource, encoding: RosterEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source.open()) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      yield decoder.decode(chunk.subarray(start, start + PIECE_BYTES), { stream: true });
      // A source in memory never waits, and other requests want their turn.
      await setImmediate();
    }
  }
  yield decoder.decode();
}
