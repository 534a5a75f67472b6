import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { requireIssuer } from '../issuing.ts';
import { describeArchive, isArchiveText } from './describe-archive.ts';
import { listPublicDocuments } from './list-public-documents.ts';
import type { Archiving } from './public-document.ts';
import { writeFolder } from './write-folder.ts';

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
  return writeFolder({ dir, force, noun: 'archive', isOurs: isArchiveText }, (draft) =>
    fill(archiving, draft),
  );
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
