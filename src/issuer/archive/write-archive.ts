import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../model/problem.ts';
import { requireIssuer } from '../issuing.ts';
import { describeArchive, isArchiveText } from './describe-archive.ts';
import { listPublicDocuments } from './list-public-documents.ts';
import type { Archiving } from './public-document.ts';

export interface WrittenArchive {
  files: number;
  /** URLs that `index.json` answers. */
  documents: number;
}

/**
 * Writes the archive to a folder that appears whole or not at all. With `force` it takes the place of an archive (or an empty
 * folder) that is there, never of anything else. Rejects with AppError CONFIG_INVALID, KEY_UNAVAILABLE when the lists cannot be signed, and ISSUER_UNKNOWN.
 */
export async function writeArchive(
  archiving: Archiving,
  { dir, force }: { dir: string; force: boolean },
): Promise<WrittenArchive> {
  await requireIssuer(archiving.issuing.store, '');
  const place = resolve(dir);
  const isThere = await assertMayWrite(place, force);
  const draft = `${place}.${randomUUID()}`;
  try {
    const written = await fill(archiving, draft);
    if (isThere) {
      const old = `${place}.${randomUUID()}`;
      await rename(place, old);
      await rename(draft, place);
      await rm(old, { recursive: true });
    } else await rename(draft, place);
    return written;
  } catch (cause) {
    const { code, path, syscall = '' } = Object(cause) as NodeJS.ErrnoException;
    if (path === undefined && syscall !== 'write') throw cause;
    throw new AppError('CONFIG_INVALID', `The archive cannot be written there (${code}).`, { cause });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function fill(archiving: Archiving, root: string): Promise<WrittenArchive> {
  const index: Record<string, string> = {};
  const headers: string[] = [];
  let files = 0;
  const write = async (path: string, body: string) => {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, body, { flag: 'wx' });
    files++;
  };
  for await (const { urls, path, contentType, body } of listPublicDocuments(archiving)) {
    await write(path, body);
    for (const url of urls) index[url] = path;
    headers.push(`/${path}\n  Content-Type: ${contentType}\n  Access-Control-Allow-Origin: *\n`);
  }
  await write('index.json', `${JSON.stringify(index, null, 2)}\n`);
  await write('_headers', headers.join(''));
  await write('README.txt', describeArchive(archiving));
  return { files, documents: Object.keys(index).length };
}

/** Whether something is there that the archive may take the place of. */
async function assertMayWrite(place: string, force: boolean): Promise<boolean> {
  const found = await lstat(place).catch(() => null);
  if (found === null) return false;
  const names = found.isDirectory() ? await readdir(place).catch(() => null) : null;
  if (names?.length === 0) return true;
  if (!force) {
    throw new AppError(
      'CONFIG_INVALID',
      'There is something at that place already: --force replaces an archive.',
    );
  }
  const text = await readFile(join(place, 'README.txt'), 'utf8').catch(() => '');
  if (names === null || !isArchiveText(text))
    throw new AppError('CONFIG_INVALID', 'What is there is no archive of Lectern, and is left alone.');
  return true;
}
