import { AppError } from '../../model/problem.ts';
import type { Store } from '../../store/store.ts';
import { parseKeyFile } from '../key-file.ts';
import type { BackupHeader, BackupKey } from './backup-format.ts';
import { discardStagedKeys, hasKeyFiles, installKeyFiles, isRestoring, stageKeyFiles } from './key-files.ts';
import { inspectBackup, type ReadBackup, readBackupRows } from './read-backup.ts';

const SHOW_EVERY = 1_000;

export interface RestoreRequest {
  file: string;
  /** Not migrated: an older backup brings its own schema. */
  store: Store;
  keyDir: string;
  publicUrl: string;
  /** Keys may lie unencrypted: on localhost. */
  isLocal: boolean;
  actor: string;
  at: Date;
  onProgress: (done: number, all: number) => void;
}

/**
 * Brings a backup up in an empty instance. The whole file is proved first; then the database is filled in one transaction;
 * then the keys appear, all at once. Killed in between it leaves an instance that refuses to serve (`isRestoring`), and the same
 * call again finishes it. Rejects with AppError CONFIG_INVALID when the instance is not empty or the backup is not for it,
 * and with BACKUP_INVALID; then nothing is changed.
 */
export async function restoreBackup(request: RestoreRequest): Promise<ReadBackup> {
  const { file, store, keyDir, actor, at, onProgress } = request;
  const backup = await inspectBackup(file, (header) => assertFits(header, request));
  assertKeysMayLie(backup.keys, request);
  if (await hasKeyFiles(keyDir)) {
    throw new AppError(
      'CONFIG_INVALID',
      'There are keys here already: a backup is restored into an empty instance.',
    );
  }
  const { header, trailer } = backup;
  const all = Object.values(trailer.rows).reduce((sum, count) => sum + count, 0);
  let done = 0;
  const rows = readBackupRows(file, trailer, () => {
    if (++done % SHOW_EVERY === 0 || done === all) onProgress(done, all);
  });
  const wasRestoring = await isRestoring(keyDir);
  await stageKeyFiles(keyDir, backup.keys);
  try {
    await store.restoreSnapshot(header.migrations, rows, {
      at,
      actor,
      action: 'instance-restored',
      subject: header.publicUrl,
      details: { sha256: trailer.sha256, backupAt: header.at },
    });
  } catch (error) {
    // An earlier one that was killed may have filled the database: its mark stays.
    if (!wasRestoring) await discardStagedKeys(keyDir);
    throw error;
  }
  await installKeyFiles(keyDir);
  return backup;
}

function assertFits({ publicUrl }: BackupHeader, request: RestoreRequest): void {
  if (publicUrl === request.publicUrl) return;
  throw new AppError(
    'CONFIG_INVALID',
    `The backup is of ${new URL(publicUrl).origin}, and its credentials name that address for ever: set LECTERN_PUBLIC_URL to it.`,
  );
}

function assertKeysMayLie(keys: readonly BackupKey[], { isLocal }: RestoreRequest): void {
  if (isLocal || keys.every(({ content }) => parseKeyFile(content).encryptedSecretKey !== undefined)) return;
  throw new AppError('BACKUP_INVALID', 'The backup holds a key that is not encrypted, for a public address.');
}
