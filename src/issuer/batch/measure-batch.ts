import type { BatchRecord } from '../../store/batch-store.ts';
import { PART_PHASE } from './batch-phases.ts';
import { readReport } from './batch-report.ts';

export interface BatchProgress {
  /** Credentials that are settled: issued, refused or found to be held already. */
  done: number;
  /** Credentials that the check found ready; none before it. */
  all: number;
}

export function measureBatch(batch: BatchRecord): BatchProgress {
  const { ready: all, full } = readReport(batch.report)?.counts ?? { ready: 0, full: { due: 0 } };
  if (batch.state === 'done') return { done: all, all };
  if (batch.startedAt === null) return { done: 0, all };
  // What is open counts the rows of its phase only; full credentials come after their parts.
  const later = batch.phase === PART_PHASE ? full.due : 0;
  return { done: Math.max(0, all - later - batch.open), all };
}
