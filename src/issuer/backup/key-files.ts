import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../model/problem.ts';
import { parseKeyFile } from '../key-file.ts';
import { BackupKey } from './backup-format.ts';

/** The key files of the directory as they are, by name; none when there is no directory. Rejects with AppError CONFIG_INVALID. */
export async function readKeyFiles(directory: string): Promise<BackupKey[]> {
  const names = (await listNames(directory)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(directory, name), 'utf8');
      parseKeyFile(content);
      const key = BackupKey.safeParse({ key: name, content });
      if (key.success) return key.data;
      throw new AppError(
        'CONFIG_INVALID',
        'A key file has a name that cannot be backed up: use letters and digits.',
      );
    }),
  );
}

/** Whether there is any key file in the directory. */
export async function hasKeyFiles(directory: string): Promise<boolean> {
  return (await listNames(directory)).some((name) => name.endsWith('.json'));
}

/**
 * Where keys lie until the database is restored. While this folder is there, a restore has not come to its end, and the
 * instance must not be used: it would make keys of its own for issuers that have some.
 */
function stagingOf(directory: string): string {
  return `${directory}.restoring`;
}

/** A restore into this instance was begun and did not come to its end. */
export async function isRestoring(directory: string): Promise<boolean> {
  return stat(stagingOf(directory)).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** Puts the keys beside their directory. What an earlier restore left there goes. */
export async function stageKeyFiles(directory: string, keys: readonly BackupKey[]): Promise<void> {
  await mkdir(stagingOf(directory), { recursive: true, mode: 0o700 });
  for (const name of await readdir(stagingOf(directory))) await rm(join(stagingOf(directory), name));
  for (const { key, content } of keys)
    await writeFile(join(stagingOf(directory), key), content, { mode: 0o600, flag: 'wx', flush: true });
  // After a power cut, too, the mark must be there if the rows are.
  await flushFolder(stagingOf(directory));
  await flushFolder(dirname(directory));
}

async function flushFolder(folder: string): Promise<void> {
  // Windows opens no folders.
  const handle = await open(folder).catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** Makes the staged keys the instance's, all at once. */
export async function installKeyFiles(directory: string): Promise<void> {
  // What is not a key file, such as a draft of one, is kept and out of the way; rename replaces an empty folder only.
  if ((await listNames(directory)).length > 0) await rename(directory, `${directory}.${randomUUID()}`);
  await rename(stagingOf(directory), directory);
}

export async function discardStagedKeys(directory: string): Promise<void> {
  await rm(stagingOf(directory), { recursive: true, force: true });
}

async function listNames(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
