import { readReport } from '../issuer/batch/batch-report.ts';
import type { BatchRecord } from '../store/batch-store.ts';

/** A batch for machines: how far it is, without what stands in its rows. */
export function summarizeBatch(batch: BatchRecord) {
  const { id, state, revision, issuerSlug, fileName, contentHash, createdBy, createdAt, settings } = batch;
  const { checkedAt, approvedBy, approvedAt, startedAt, finishedAt, totals, problem } = batch;
  const report = readReport(batch.report);
  return {
    id,
    state,
    revision,
    issuer: issuerSlug,
    fileName,
    contentHash,
    settings,
    createdBy,
    createdAt,
    checkedBy: report?.checkedBy ?? null,
    checkedAt,
    approvedBy,
    approvedAt,
    startedAt,
    finishedAt,
    ready: report?.counts.ready ?? null,
    totals,
    // Open questions are told with what the check found.
    problem: problem === null ? null : { code: problem['code'], detail: problem['detail'] },
  };
}
