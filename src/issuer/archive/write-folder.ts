import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../model/problem.ts';

export interface FolderPlace {
  dir: string;
  /** Take the place of such a folder, or an empty one, that is there: never of anything else. */
  force: boolean;
  /** What it is called: `archive`. */
  noun: string;
  /** Whether the README.txt of a folder that is there says that it is such a one. */
  isOurs: (readme: string) => boolean;
}

/**
 * A folder that appears whole or not at all: `fill` writes into a draft beside the place. Gives what `fill` gives. Rejects with
 * AppError CONFIG_INVALID where nothing can be written, or something else is there.
 */
export async function writeFolder<T>(place: FolderPlace, fill: (draft: string) => Promise<T>): Promise<T> {
  const target = resolve(place.dir);
  const isThere = await assertMayWrite(target, place);
  const draft = `${target}.${randomUUID()}`;
  try {
    await mkdir(draft, { recursive: true });
    const written = await fill(draft);
    if (isThere) {
      const old = `${target}.${randomUUID()}`;
      await rename(target, old);
      await rename(draft, target);
      await rm(old, { recursive: true });
    } else await rename(draft, target);
    return written;
  } catch (cause) {
    const { code, path, syscall = '' } = Object(cause) as NodeJS.ErrnoException;
    if (path === undefined && syscall !== 'write') throw cause;
    throw new AppError('CONFIG_INVALID', `The ${place.noun} cannot be written there (${code}).`, { cause });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Whether something is there that the folder may take the place of. */
async function assertMayWrite(target: string, { force, noun, isOurs }: FolderPlace): Promise<boolean> {
  const found = await lstat(target).catch(() => null);
  if (found === null) return false;
  const names = found.isDirectory() ? await readdir(target).catch(() => null) : null;
  if (names?.length === 0) return true;
  if (!force) {
    const detail = `There is something at that place already: --force replaces ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}.`;
    throw new AppError('CONFIG_INVALID', detail);
  }
  const readme = await readFile(join(target, 'README.txt'), 'utf8').catch(() => '');
  if (names === null || !isOurs(readme))
    throw new AppError('CONFIG_INVALID', `What is there is no ${noun} of Lectern, and is left alone.`);
  return true;
}
