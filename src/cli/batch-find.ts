import { stat } from 'node:fs/promises';
import { requireBatch } from '../issuer/batch/move-batch.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { readPages } from '../issuer/read-pages.ts';
import { AppError } from '../model/problem.ts';
import { ROSTER_LIMITS } from '../roster/roster-limits.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { hashRoster, openRosterFile, type RosterFile } from './batch-roster-file.ts';

type Reading = Pick<Issuing, 'store'>;

const PAGE = 100;
const ID_OR_BEGINNING = /^[0-9a-f][0-9a-f-]{3,35}$/i;
/** As many letters of an id as people are shown. */
const SHOWN = 8;

/** The beginning of an id, which commands take in its place. */
export function shortId({ id }: Pick<BatchRecord, 'id'>): string {
  return id.slice(0, SHOWN);
}

/** Whether this names a file (`-` does) and not a batch. */
export async function isFileName(name: string): Promise<boolean> {
  if (name === '-') return true;
  return stat(name).then(
    () => true,
    () => false,
  );
}

/**
 * The batch that people name by its id, the beginning of it, or its file. Rejects with AppError BATCH_UNKNOWN, or CONFIG_INVALID
 * when more than one is meant.
 */
export async function findBatch(issuing: Reading, name: string): Promise<BatchRecord> {
  if (await isFileName(name)) {
    await using file = await openRosterFile(name, ROSTER_LIMITS.maxBytes);
    const batch = await findBatchOfFile(issuing, file);
    if (batch === null) throw new AppError('BATCH_UNKNOWN', 'This file has not been checked here yet.');
    return batch;
  }
  if (!ID_OR_BEGINNING.test(name)) throw unknown();
  const [batch] = await listMatching(issuing, ({ id }) => id.startsWith(name.toLowerCase()));
  if (batch === undefined) throw unknown();
  return requireBatch(issuing, batch.id);
}

/** The batch that this very file is, or null. Without `issuer`, of any issuer. */
export async function findBatchOfFile(
  issuing: Reading,
  file: RosterFile,
  issuer?: string,
): Promise<BatchRecord | null> {
  const hash = await hashRoster(file);
  const [batch] = await listMatching(
    issuing,
    ({ contentHash, issuerSlug }) => contentHash === hash && (issuer ?? issuerSlug) === issuerSlug,
  );
  return batch ?? null;
}

/** At most one; rejects when there are more. */
async function listMatching(
  { store }: Reading,
  matches: (batch: BatchRecord) => boolean,
): Promise<BatchRecord[]> {
  const found: BatchRecord[] = [];
  const pages = readPages(
    PAGE,
    (page) => store.listBatches(page),
    ({ id }) => id,
  );
  for await (const batches of pages) found.push(...batches.filter(matches));
  if (found.length > 1) {
    const problems = found.map(({ id }) => ({ code: 'batch-ambiguous', detail: id }));
    throw new AppError('CONFIG_INVALID', 'Several batches are meant by this. Give the whole id.', {
      problems,
    });
  }
  return found;
}

function unknown(): AppError {
  return new AppError('BATCH_UNKNOWN', 'There is no such batch and no such file.');
}
