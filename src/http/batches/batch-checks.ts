import type { Logger } from 'pino';
import { type BatchUpload, type OpenedBatch, openBatch, runCheck } from '../../issuer/batch/check-batch.ts';
import type { SurveyedBatch } from '../../issuer/batch/survey-batch.ts';
import { hashJson } from '../../issuer/hash-json.ts';
import type { Issuing } from '../../issuer/issuing.ts';
import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import type { BatchRecord } from '../../store/batch-store.ts';
import type { Upload } from './upload.ts';

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

export function openBatchChecks(issuing: Issuing, log: Logger): BatchChecks {
  const opening = new Map<string, Promise<OpenedBatch>>();
  const progress = new Map<string, CheckProgress>();
  const ends = new Set<Promise<void>>();
  const ending = new AbortController();

  return {
    async begin({ file, fileName, issuer, settings }, actor) {
      const key = JSON.stringify([issuer, file.sha256, hashJson(settings as JsonObject)]);
      const same = opening.get(key);
      if (same !== undefined) {
        await file.close();
        const { batch } = await same;
        return (await issuing.store.getBatch(batch.id)) ?? batch;
      }
      const source = { open: () => untilAborted(file.open(), ending.signal) };
      const upload: BatchUpload = { source, fileName, issuer, settings, actor };
      const opened = openBatch(issuing, upload);
      opening.set(key, opened);
      const end = async () => {
        opening.delete(key);
        await file.close();
      };
      try {
        const { batch, surveyed } = await opened;
        if (surveyed === null) await end();
        else {
          const ended = check(upload, batch, surveyed)
            .then(end)
            .then(() => void ends.delete(ended));
          ends.add(ended);
        }
        return batch;
      } catch (error) {
        await end();
        throw error;
      }
    },

    progressOf(batch) {
      const found = progress.get(batch);
      return found === undefined ? null : { ...found };
    },

    async close() {
      ending.abort();
      await Promise.all(ends);
    },
  };

  /** Never rejects. */
  async function check(upload: BatchUpload, batch: BatchRecord, surveyed: SurveyedBatch): Promise<void> {
    const own: CheckProgress = { done: 0, all: surveyed.survey.rows };
    progress.set(batch.id, own);
    const onProgress = (done: number) => {
      own.done = done;
    };
    try {
      await runCheck(issuing, { ...upload, onProgress }, batch, surveyed);
    } catch (error) {
      await keepFailure(batch, upload.actor, error).catch((err: unknown) =>
        log.error({ err, batch: batch.id }, 'the failure of a check could not be kept'),
      );
    } finally {
      // Another check of the same batch may have taken this one's place.
      if (progress.get(batch.id) === own) progress.delete(batch.id);
    }
  }

  /** Nobody waits for the answer any more, so the log and the batch itself have to say what went wrong. */
  async function keepFailure(batch: BatchRecord, actor: string, error: unknown): Promise<void> {
    // Checked anew, or cancelled: the batch says something else by now.
    if (error instanceof AppError && error.code === 'BATCH_STATE') return;
    const isBrokenOff = ending.signal.aborted;
    if (!isBrokenOff) log.error({ err: error, batch: batch.id }, 'a check failed');
    const current = await issuing.store.getBatch(batch.id);
    if (current?.revision !== batch.revision || current.state !== 'draft') return;
    const problem = describeFailure(error, isBrokenOff);
    const at = issuing.now();
    await issuing.store.moveBatch(
      batch.id,
      ['draft'],
      { state: 'draft', problem, at },
      {
        at,
        actor,
        action: 'batch-check-failed',
        subject: batch.id,
        details: { code: problem['code'] ?? null },
      },
    );
  }
}

function describeFailure(error: unknown, isBrokenOff: boolean): JsonObject {
  if (error instanceof AppError) {
    const problems = error.problems.map((problem) => ({ ...problem }) as JsonObject);
    return { code: error.code, detail: error.detail, ...(problems.length > 0 ? { problems } : {}) };
  }
  return isBrokenOff
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
