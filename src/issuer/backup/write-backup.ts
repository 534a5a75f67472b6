import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, lstat, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '../../model/problem.ts';
import type { StoreSnapshot } from '../../store/snapshot-store.ts';
import type { Issuing } from '../issuing.ts';
import { BACKUP_VERSION, type BackupHeader, type BackupKey, type BackupTrailer } from './backup-format.ts';
import { readKeyFiles } from './key-files.ts';

/** Lines are handed on together, because each step on the way to the file takes its time. */
const CHUNK_CHARACTERS = 256 * 1024;

export interface BackupRequest {
  /** Where to; never over a file that is there unless `force`. */
  file: string;
  force: boolean;
  keyDir: string;
  /** The version of this program. */
  lectern: string;
  actor: string;
  onProgress: (done: number, all: number) => void;
}

export interface WrittenBackup {
  header: BackupHeader;
  trailer: BackupTrailer;
}

/**
 * Writes everything that the instance is to a file that only its owner can read, while others go on writing. The file appears
 * whole or not at all. Rejects with AppError CONFIG_INVALID when it cannot be written or is there already.
 */
export async function writeBackup(issuing: Issuing, request: BackupRequest): Promise<WrittenBackup> {
  const { store, publicUrl, now } = issuing;
  const { file, force, keyDir, lectern, actor, onProgress } = request;
  if (!force && (await isThere(file))) throw taken();
  const snapshot = await store.openSnapshot();
  const draft = `${file}.${randomUUID()}`;
  try {
    // A wrong setting would otherwise give good copies of nothing.
    if (snapshot.counts['issuers'] === 0) {
      const detail = 'There is no issuer here, so nothing to back up: is LECTERN_DATA_DIR right?';
      throw new AppError('CONFIG_INVALID', detail);
    }
    const header: BackupHeader = {
      format: 'lectern-backup',
      version: BACKUP_VERSION,
      lectern,
      engine: store.engine,
      publicUrl,
      at: now().toISOString(),
      migrations: snapshot.migrations,
    };
    const hash = createHash('sha256');
    const trailer: BackupTrailer = { rows: {}, keys: 0, sha256: '' };
    const lines = writeLines(header, snapshot, keyDir, trailer, onProgress);
    async function* hashed() {
      for await (const text of lines) {
        hash.update(text);
        yield text;
      }
      trailer.sha256 = hash.digest('hex');
      yield `${JSON.stringify(trailer)}\n`;
    }
    await pipeline(
      Readable.from(hashed()),
      createGzip(),
      createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }),
    );
    await putInPlace(draft, file, force);
    const details = { sha256: trailer.sha256 };
    await store.appendAudit({ at: now(), actor, action: 'backup-written', subject: publicUrl, details });
    return { header, trailer };
  } catch (cause) {
    throw describeFailure(cause);
  } finally {
    await snapshot.close();
    await rm(draft, { force: true });
  }
}

async function* writeLines(
  header: BackupHeader,
  snapshot: StoreSnapshot,
  keyDir: string,
  trailer: BackupTrailer,
  onProgress: BackupRequest['onProgress'],
): AsyncGenerator<string> {
  const all = Object.values(snapshot.counts).reduce((sum, count) => sum + count, 0);
  let done = 0;
  let text = `${JSON.stringify(header)}\n`;
  for await (const row of snapshot.rows) {
    text += `${JSON.stringify(row)}\n`;
    trailer.rows[row.table] = (trailer.rows[row.table] ?? 0) + 1;
    done++;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield text;
    text = '';
    onProgress(done, all);
  }
  // After the rows: a key that was made meanwhile is one more, and none that the rows speak of is missing.
  const keys: BackupKey[] = await readKeyFiles(keyDir);
  for (const key of keys) text += `${JSON.stringify(key)}\n`;
  trailer.keys = keys.length;
  yield text;
  onProgress(all, all);
}

/** A link is never made over a file that came meanwhile; file systems without links must do with a look. */
async function putInPlace(draft: string, file: string, force: boolean): Promise<void> {
  if (force) return rename(draft, file);
  await link(draft, file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST' || (await isThere(file))) throw taken();
    await rename(draft, file);
  });
}

function isThere(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}

function taken(): AppError {
  return new AppError('CONFIG_INVALID', 'The file is there already: --force replaces it.');
}

function describeFailure(cause: unknown): unknown {
  const { code, path, syscall = '' } = Object(cause) as NodeJS.ErrnoException;
  if (path === undefined && !/^(write|fsync|close)$/.test(syscall)) return cause;
  return new AppError('CONFIG_INVALID', `The backup cannot be written there (${code}).`, { cause });
}
