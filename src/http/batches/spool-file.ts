import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../model/problem.ts';
import type { RosterSource } from '../../roster/roster-source.ts';

/** A file that someone sent, to be read more than once. */
export interface SpooledFile extends RosterSource {
  /** Hex. */
  sha256: string;
  /** Gives its bytes back; nothing can be read afterwards. */
  close(): Promise<void>;
}

const CHUNK_BYTES = 256 * 1024;

/**
 * Keeps what comes in a file that only we can read, and takes the file's name off at once: whatever becomes of the process, no
 * roster stays on the disk. Rejects with AppError PAYLOAD_TOO_LARGE after more than `maxBytes`.
 */
export async function spoolFile(
  spoolDir: string,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<SpooledFile> {
  await mkdir(spoolDir, { recursive: true, mode: 0o700 });
  const path = join(spoolDir, randomUUID());
  const handle = await open(path, 'wx+', 0o600);
  try {
    await rm(path);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      await handle.appendFile(chunk);
    }
    return {
      sha256: hash.digest('hex'),
      open: () => readChunks(),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }

  async function* readChunks(): AsyncGenerator<Uint8Array> {
    for (let position = 0; ; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}

/** Removes what a process that was killed between making a file and taking its name off left. */
export async function emptySpool(spoolDir: string): Promise<void> {
  await mkdir(spoolDir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(spoolDir)) await rm(join(spoolDir, name), { force: true });
}

export function tooLarge(maxBytes: number): AppError {
  const detail = `The file has more than ${Math.floor(maxBytes / (1024 * 1024))} MB.`;
  return new AppError('PAYLOAD_TOO_LARGE', detail);
}
