import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { AppError } from '../model/problem.ts';
import type { RosterSource } from '../roster/roster-source.ts';

/** A roster that can be read from its first byte any number of times. */
export interface RosterFile extends AsyncDisposable {
  source: RosterSource;
  /** Null for standard input and other pipes. */
  fileName: string | null;
}

/**
 * Opens a file, or standard input for `-`. What can be read only once (standard input, a pipe) is kept in a temporary file,
 * up to a little more than `maxBytes`. Rejects with AppError CONFIG_INVALID when there is nothing to read.
 */
export async function openRosterFile(path: string, maxBytes: number): Promise<RosterFile> {
  if (path === '-') return { ...(await spool(process.stdin, maxBytes)), fileName: null };
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw unreadable('This is a folder. Give the roster itself.');
    if (!found.isFile()) return { ...(await spool(createReadStream(path), maxBytes)), fileName: null };
    // Opened now, so that a file which nobody may read is found before anything else is done.
    await (await open(path)).close();
    const source = { open: () => createReadStream(path) };
    return { source, fileName: basename(path), [Symbol.asyncDispose]: async () => {} };
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable('The file cannot be read.', cause);
  }
}

/** SHA-256 of the bytes, hex: what a batch knows its file by. */
export async function hashRoster({ source }: RosterFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of source.open()) hash.update(chunk);
  return hash.digest('hex');
}

async function spool(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Omit<RosterFile, 'fileName'>> {
  const path = join(tmpdir(), `lectern-roster-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    // Nameless from before its first byte: whatever happens to this process, nothing of the roster stays behind.
    await rm(path);
    await fill(file, bytes, maxBytes);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    source: { open: () => file.createReadStream({ start: 0, autoClose: false }) },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** More than the limit is refused by whoever reads it; so the rest need not be kept. */
async function fill(file: FileHandle, bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<void> {
  let length = 0;
  for await (const chunk of bytes) {
    await file.appendFile(chunk);
    length += chunk.length;
    if (length > maxBytes) return;
  }
}

function unreadable(detail: string, cause?: unknown): AppError {
  return new AppError('CONFIG_INVALID', detail, { cause });
}
