import type { Logger } from 'pino';
import { type OpenedBatch, openBatch, runCheck } from '../../issuer/batch/check-batch.ts';
import { hashJson } from '../../issuer/hash-json.ts';
import type { Issuing } from '../../issuer/issuing.ts';
import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import type { RosterSource } from '../../roster/roster-source.ts';
import type { BatchRecord } from '../../store/batch-store.ts';
import type { Upload } from './read-upload.ts';

export interface CheckProgress {
  /** Rows of the file. */
  done: number;
  all: number;
}

/** Checks of rosters that this process makes while it answers others. */
export interface BatchChecks {
  /**
   * Opens the roster's batch and begins its check, which goes on by itself. While it does, the same file with the same settings
   * is the same check. Closes the upload's file when it is done. Rejects as `openBatch`.
   */
  begin(upload: Upload, actor: string): Promise<BatchRecord>;
  /** Null when this process does not check the batch. */
  progressOf(batch: string): CheckProgress | null;
  /** Breaks the checks off and waits for their end; each batch says that its file has to be sent again. */
  close(): Promise<void>;
}

interface RunningCheck extends CheckProgress {
  ended: Promise<void>;
}

export function openBatchChecks(issuing: Issuing, log: Logger): BatchChecks {
  const opening = new Map<string, Promise<OpenedBatch>>();
  const running = new Map<string, RunningCheck>();
  const ending = new AbortController();

  return {
    async begin(upload, actor) {
      const { file, fileName, issuer, settings } = upload;
      const key = JSON.stringify([issuer, file.sha256, hashJson(settings as JsonObject)]);
      const same = opening.get(key);
      if (same !== undefined) {
        await file.close();
        const { batch } = await same;
        return (await issuing.store.getBatch(batch.id)) ?? batch;
      }
      const source: RosterSource = { open: () => untilAborted(file.open(), ending.signal) };
      const opened = openBatch(issuing, { source, fileName, issuer, settings, actor });
      opening.set(key, opened);
      const end = async () => {
        opening.delete(key);
        await file.close();
      };
      try {
        const { batch, surveyed } = await opened;
        if (surveyed === null) await end();
        else {
          const progress = { done: 0, all: surveyed.survey.rows };
          const onProgress = (done: number) => {
            progress.done = done;
          };
          const check = { source, fileName, issuer, settings, actor, onProgress };
          const ended = runCheck(issuing, check, batch, surveyed)
            .catch((error: unknown) => keepFailure(batch, actor, error))
            .catch((err: unknown) => log.error({ err, batch: batch.id }, 'a check’s end could not be kept'))
            .then(() => {
              // Someone else’s check of the same batch may have taken this one’s place.
              if (running.get(batch.id) === entry) running.delete(batch.id);
            })
            .then(end);
          const entry: RunningCheck = Object.assign(progress, { ended });
          running.set(batch.id, entry);
        }
        return batch;
      } catch (error) {
        await end();
        throw error;
      }
    },

    progressOf(batch) {
      const check = running.get(batch);
      return check === undefined ? null : { done: check.done, all: check.all };
    },

    async close() {
      ending.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };

  /** Nobody waits for the answer any more, so the batch itself has to say what went wrong. */
  async function keepFailure(batch: BatchRecord, actor: string, error: unknown): Promise<void> {
    const isExpected = error instanceof AppError;
    // Checked anew, or cancelled: the batch says something else by now.
    if (isExpected && error.code === 'BATCH_STATE') return;
    if (!isExpected && !ending.signal.aborted) log.error({ err: error, batch: batch.id }, 'a check failed');
    const current = await issuing.store.getBatch(batch.id);
    if (current?.revision !== batch.revision || current.state !== 'draft') return;
    const problem = describeFailure(error, ending.signal.aborted);
    const at = issuing.now();
    await issuing.store.moveBatch(
      batch.id,
      ['draft'],
      { state: 'draft', problem, at },
      { at, actor, action: 'batch-check-failed', subject: batch.id, details: { code: problem['code'] ?? null } },
    );
  }
}

function describeFailure(error: unknown, isEnding: boolean): JsonObject {
  if (error instanceof AppError) {
    const problems = error.problems.map((problem) => ({ ...problem }) as JsonObject);
    return { code: error.code, detail: error.detail, ...(problems.length > 0 ? { problems } : {}) };
  }
  return isEnding
    ? { code: 'CHECK_BROKEN_OFF', detail: 'The service stopped during the check. Send the file again.' }
    : { code: 'UNEXPECTED', detail: 'Something went wrong that nobody expected; the log has it.' };
}

async function* untilAborted(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
  }
  signal.throwIfAborted();
}
