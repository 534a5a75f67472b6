import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../model/problem.ts';

/** A row with the largest credential that can be issued, written as JSON twice over. All that is ever in memory. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;
const LINE_END = 0x0a;

/**
 * The lines of a gzip'd file, each without its end, within limits. Rejects with AppError BACKUP_INVALID for what is not gzip,
 * is cut short or has a line without end, and CONFIG_INVALID when the file cannot be read.
 */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
  await assertIsFile(file);
  const unpacked = createGunzip();
  // What goes wrong on either side is heard by whoever reads, below.
  pipeline(createReadStream(file), unpacked, () => {});
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, start)) {
        yield Buffer.concat([...pending, chunk.subarray(start, end)]);
        pending = [];
        pendingBytes = 0;
        start = end + 1;
      }
      if (start === chunk.length) continue;
      pending.push(chunk.subarray(start));
      pendingBytes += chunk.length - start;
      if (pendingBytes > MAX_LINE_BYTES) throw damaged('a line in it is too long');
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : damaged('it is not gzip, or cut short');
  }
  if (pendingBytes > 0) throw damaged('its last line has no end');
}

/** The error about a backup that is not whole: why, and nothing of what is in it. */
export function damaged(why: string): AppError {
  return new AppError('BACKUP_INVALID', `The backup cannot be restored: ${why}.`);
}

async function assertIsFile(file: string): Promise<void> {
  try {
    await access(file, constants.R_OK);
    if ((await stat(file)).isFile()) return;
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'The backup cannot be read.', { cause });
  }
  throw new AppError('CONFIG_INVALID', 'The backup must be a file.');
}
