import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../model/problem.ts';

/** Names and links of people: for whoever runs the command alone. */
const MODE = 0o600;

/**
 * Whether a file can be written there, asked before the work that it will be about. `-` is standard output. Rejects with
 * AppError CONFIG_INVALID.
 */
export async function assertWritable(path: string, isForced: boolean, input?: string): Promise<void> {
  if (path === '-') return;
  if (!(await isFolder(dirname(resolve(path))))) throw refused('There is no such folder to write to.');
  if (await isFolder(path)) throw refused('There is a folder of the name that is to be written.');
  const own = await placeOf(path);
  if (input !== undefined && input !== '-' && own !== null && own === (await placeOf(input)))
    throw refused('The roster itself would be overwritten. Give the file another name.');
  if (own !== null && !isForced)
    throw refused('A file that is to be written is there already. Give another name, or --force.');
}

/** Writes a file that is there whole or not at all, or prints it for `-`. */
export async function writeWhole(
  path: string,
  pieces: AsyncIterable<string>,
  isForced: boolean,
): Promise<void> {
  if (path === '-') {
    for await (const piece of pieces) await printPiece(piece);
    return;
  }
  const draft = join(dirname(resolve(path)), `.lectern-${randomUUID()}`);
  try {
    {
      await using file = await open(draft, 'wx', MODE);
      for await (const piece of pieces) await file.appendFile(piece);
      await file.sync();
    }
    await assertWritable(path, isForced);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause instanceof AppError ? cause : refused('A file cannot be written there.', cause);
  }
}

/** Waits for whoever reads slower than we write. */
function printPiece(piece: string): Promise<void> {
  return new Promise((next) => {
    process.stdout.write(piece, () => next());
  });
}

async function placeOf(path: string): Promise<string | null> {
  return realpath(path).catch(() => null);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function refused(detail: string, cause?: unknown): AppError {
  return new AppError('CONFIG_INVALID', detail, { cause });
}
