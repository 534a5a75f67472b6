import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AppError } from '../model/problem.ts';
import { type FetchBytes, type FetchDocument, FetchFailure } from '../model/verification.ts';
import { MAX_LINKED_BYTES } from './fetch-bytes.ts';
import { parseDocument } from './parse-document.ts';

const MAX_INDEX_BYTES = 10_000_000;
const MAX_DOCUMENT_BYTES = 1_000_000;

export interface DocumentArchive {
  fetchDocument: FetchDocument;
  fetchBytes: FetchBytes;
}

/**
 * Answers from a directory in place of the network (`--documents DIR`). `DIR/index.json` says which file, relative to
 * DIR, stands for which URL; a URL that is not in it is `not-found`. A file outside DIR is refused, also one that a
 * symbolic link leads to: an archive comes from somewhere else, and must not make other files of this machine readable.
 * Throws `AppError` when DIR has no index that can be read.
 */
export async function openDocumentArchive(dir: string): Promise<DocumentArchive> {
  const { root, files } = await readIndex(dir);
  async function read(
    url: string,
    maxBytes: number,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; mtime: Date }> {
    const file = files.get(url);
    if (file === undefined) throw new FetchFailure('not-found');
    const path = await resolveInside(root, file);
    const { size, mtime } = await stat(path);
    if (size > maxBytes) throw new FetchFailure('too-large');
    return { bytes: await readFile(path), mtime };
  }
  return {
    async fetchDocument(url) {
      const { bytes, mtime } = await read(url, MAX_DOCUMENT_BYTES);
      // The format has no dates. The file's own is the latest moment at which its bytes can have been fetched.
      return { document: parseDocument(bytes), fetchedAt: mtime };
    },
    fetchBytes: async (url) => (await read(url, MAX_LINKED_BYTES)).bytes,
  };
}

async function readIndex(dir: string): Promise<{ root: string; files: ReadonlyMap<string, string> }> {
  try {
    const root = await realpath(dir);
    const path = await resolveInside(root, 'index.json');
    if ((await stat(path)).size > MAX_INDEX_BYTES) throw new FetchFailure('too-large');
    const files = new Map<string, string>();
    for (const [url, file] of Object.entries(parseDocument(await readFile(path)))) {
      if (typeof file !== 'string') throw new FetchFailure('not-json');
      files.set(url, file);
    }
    return { root, files };
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'The document archive has no readable index.json (URL to file).', {
      cause,
    });
  }
}

async function resolveInside(root: string, file: string): Promise<string> {
  // Judged by its name first, so that nobody can learn which files exist elsewhere, then by where links lead.
  const named = join(root, file);
  if (!isInside(root, named)) throw new FetchFailure('refused');
  let path: string;
  try {
    path = await realpath(named);
    if (!(await stat(path)).isFile()) throw new FetchFailure('not-found');
  } catch (cause) {
    throw new FetchFailure('not-found', { cause });
  }
  if (!isInside(root, path)) throw new FetchFailure('refused');
  return path;
}

function isInside(root: string, path: string): boolean {
  return path.startsWith(root + sep);
}
