import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { SnapshotRow } from '../../store/snapshot-store.ts';
import { parseKeyFile } from '../key-file.ts';
import { BackupHeader, BackupKey, BackupRow, BackupTrailer } from './backup-format.ts';
import { damaged, readLines } from './read-lines.ts';

const MOST_KEYS = 1_000;

export interface ReadBackup {
  header: BackupHeader;
  keys: BackupKey[];
  trailer: BackupTrailer;
}

/** What a line of a backup is; the trailer comes last, and only if it is right. */
type BackupPart =
  | { header: BackupHeader }
  | { row: SnapshotRow }
  | { key: BackupKey }
  | { trailer: BackupTrailer };

/**
 * Reads a backup from its first byte to its last and proves it whole; memory is flat. `onHeader` may refuse it before the rest
 * is read. Rejects with AppError BACKUP_INVALID, which says nothing of what is in it.
 */
export async function inspectBackup(
  file: string,
  onHeader: (header: BackupHeader) => void,
): Promise<ReadBackup> {
  let header: BackupHeader | undefined;
  let trailer: BackupTrailer | undefined;
  const keys: BackupKey[] = [];
  for await (const part of readParts(file)) {
    if ('header' in part) {
      header = part.header;
      onHeader(header);
    }
    if ('key' in part) {
      assertIsKey(part.key, keys);
      keys.push(part.key);
    }
    if ('trailer' in part) trailer = part.trailer;
  }
  if (header === undefined || trailer === undefined) throw damaged('it is cut short');
  return { header, keys, trailer };
}

function assertIsKey({ key, content }: BackupKey, before: readonly BackupKey[]): void {
  if (before.length >= MOST_KEYS) throw damaged('it has too many keys');
  try {
    parseKeyFile(content);
  } catch {
    throw damaged('a key file in it is wrong');
  }
  // Some file systems take these for the same.
  if (before.some((other) => other.key.toLowerCase() === key.toLowerCase()))
    throw damaged('it has two key files of one name');
}

/** The rows of a backup that was inspected; rejects at their end if it is not that backup any more. */
export async function* readBackupRows(
  file: string,
  { sha256 }: BackupTrailer,
  onRow: () => void,
): AsyncGenerator<SnapshotRow> {
  for await (const part of readParts(file)) {
    if ('row' in part) {
      yield part.row;
      onRow();
    }
    if ('trailer' in part && part.trailer.sha256 !== sha256) throw damaged('it was changed meanwhile');
  }
}

async function* readParts(file: string): AsyncGenerator<BackupPart> {
  const hash = createHash('sha256');
  const found = { rows: {} as Record<string, number>, keys: 0 };
  let isBegun = false;
  let isOver = false;
  for await (const line of readLines(file)) {
    if (isOver) throw damaged('something follows its end');
    const value = parseLine(line);
    if (!isBegun) {
      isBegun = true;
      yield { header: parse(BackupHeader, value, 'it is no backup of Lectern that this version can read') };
    } else if ('sha256' in value) {
      const trailer = parse(BackupTrailer, value, 'its last line is wrong');
      if (trailer.sha256 !== hash.digest('hex')) throw damaged('it is not what was written');
      if (!isDeepStrictEqual({ rows: trailer.rows, keys: trailer.keys }, found))
        throw damaged('rows are missing');
      isOver = true;
      yield { trailer };
      continue;
    } else if ('key' in value) {
      found.keys++;
      yield { key: parse(BackupKey, value, 'a key file in it is wrong') };
    } else {
      const row = parse(BackupRow, value, 'a row in it is wrong');
      found.rows[row.table] = (found.rows[row.table] ?? 0) + 1;
      yield { row };
    }
    hash.update(line).update('\n');
  }
  if (!isOver) throw damaged('it is cut short');
}

function parseLine(line: Buffer): object {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line),
    );
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Without its cause: a JSON error quotes the text around the fault.
  }
  throw damaged('a line in it is not JSON');
}

function parse<T>(schema: z.ZodType<T>, value: object, why: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damaged(why);
  return parsed.data;
}
