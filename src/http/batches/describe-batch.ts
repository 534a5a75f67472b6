import type { Context } from 'hono';
import { type BatchProgress, measureBatch } from '../../issuer/batch/measure-batch.ts';
import type { BatchRecord } from '../../store/batch-store.ts';
import type { HttpEnv } from '../http-env.ts';

/** A batch in a list: what it is and how far. */
export function summarizeBatch(c: Context<HttpEnv>, batch: BatchRecord) {
  const { issuing, batches } = c.var.deps;
  const url = `${issuing.publicUrl}/api/batches/${batch.id}`;
  return {
    id: batch.id,
    url,
    state: batch.state,
    issuer: batch.issuerSlug,
    fileName: batch.fileName,
    contentHash: batch.contentHash,
    revision: batch.revision,
    createdBy: batch.createdBy,
    createdAt: batch.createdAt.toISOString(),
    checkedAt: batch.checkedAt?.toISOString() ?? null,
    approvedBy: batch.approvedBy,
    approvedAt: batch.approvedAt?.toISOString() ?? null,
    startedAt: batch.startedAt?.toISOString() ?? null,
    finishedAt: batch.finishedAt?.toISOString() ?? null,
    /** The check that is under way in this process. */
    checking: batches.checks.progressOf(batch.id),
    phase: batch.phase,
    open: batch.open,
    totals: batch.totals,
    progress: progressOf(batch),
  };
}

/** Everything about a batch, with the questions that are open and where to go from here. */
export function describeBatch(c: Context<HttpEnv>, batch: BatchRecord) {
  const summary = summarizeBatch(c, batch);
  const { url } = summary;
  return {
    ...summary,
    settings: batch.settings,
    report: batch.report,
    problem: batch.problem,
    links: {
      rows: `${url}/rows`,
      results: `${url}/results.csv`,
      errors: `${url}/errors.csv`,
      qrSheet: `${url}/qr-sheet.html`,
      events: `${url}/events`,
      approve: `${url}/approve`,
      start: `${url}/start`,
      pause: `${url}/pause`,
      resume: `${url}/resume`,
      cancel: `${url}/cancel`,
    },
  };
}

/** Null before a batch is checked. */
export function progressOf(batch: BatchRecord): BatchProgress | null {
  return batch.report === null ? null : measureBatch(batch);
}
