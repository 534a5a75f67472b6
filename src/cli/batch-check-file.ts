import { checkBatch } from '../issuer/batch/check-batch.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { headerKey } from '../model/header-key.ts';
import { AppError } from '../model/problem.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { actingUser } from './acting-user.ts';
import { openProgress } from './batch-progress.ts';
import type { RosterFile } from './batch-roster-file.ts';
import type { RosterWishes } from './batch-roster-options.ts';
import { tell } from './batch-terminal.ts';

/**
 * `checkBatch` with progress and a word about options that mean nothing here. Rejects as it does, and with AppError
 * CONFIG_INVALID when a program is named that is not published.
 */
export async function checkFile(
  issuing: Issuing,
  { source, fileName }: RosterFile,
  { settings, limits }: RosterWishes,
  issuer: string,
): Promise<BatchRecord> {
  const programs = (await issuing.store.listPrograms()).map(({ code }) => code);
  if (settings.program !== undefined && !programs.includes(settings.program))
    throw new AppError(
      'CONFIG_INVALID',
      `--program is one of: ${programs.join(', ') || 'none is published'}.`,
    );
  const progress = openProgress('checked');
  try {
    const batch = await checkBatch(issuing, {
      source,
      fileName,
      issuer,
      settings,
      actor: actingUser(),
      limits,
      onProgress: (done, all) => progress.show(done, all),
    });
    noteStrangeHeaders(batch, Object.keys(settings.columns ?? {}));
    return batch;
  } finally {
    progress.close();
  }
}

/** A misspelled header would change nothing, and nobody would know. */
function noteStrangeHeaders({ report, problem }: BatchRecord, given: readonly string[]): void {
  const { roster, columns = roster?.columns ?? [] } = { ...report, ...problem } as {
    roster?: { columns: { header: string }[] };
    columns?: { header: string }[];
  };
  const known = new Set(columns.map(({ header }) => headerKey(header)));
  const strange = given.filter((header) => !known.has(headerKey(header))).length;
  if (strange > 0)
    tell(`${strange} of the headers that --column names ${strange === 1 ? 'is' : 'are'} not in this file.`);
}
