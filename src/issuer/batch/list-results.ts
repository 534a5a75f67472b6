import type { BatchRecord, BatchRow, RowOutcome } from '../../store/batch-store.ts';
import type { Issuing } from '../issuing.ts';
import { readRows } from './read-rows.ts';
import type { RowProblem } from './row-problem.ts';

/** What became of one credential that a batch was asked for, or of one row that could not be read as one. */
export interface BatchResult {
  position: number;
  line: number | null;
  rowRef: string | null;
  name: string | null;
  achievement: string | null;
  credentialName: string | null;
  status: RowOutcome;
  credentialId: string | null;
  /** Null until it is issued, and once its holder turned the link off. */
  shareUrl: string | null;
  qrUrl: string | null;
  /** Why there is no credential. */
  reasons: RowProblem[];
}

/** Every result of the batch as it stands, in the order of the file; full credentials come last. */
export async function* listResults(
  issuing: Pick<Issuing, 'store' | 'publicUrl'>,
  batch: Pick<BatchRecord, 'id' | 'revision'>,
  outcomes?: readonly RowOutcome[],
): AsyncGenerator<BatchResult> {
  for await (const row of readRows(issuing, batch, outcomes)) yield describeResult(row, issuing.publicUrl);
}

export function describeResult(row: BatchRow, publicUrl: string): BatchResult {
  const shareUrl = row.shareId === null || row.shareIsOff ? null : `${publicUrl}/c/${row.shareId}`;
  return {
    position: row.position,
    line: row.line,
    rowRef: row.rowRef,
    name: row.holderName,
    achievement: row.achievement,
    credentialName: row.credentialName,
    status: row.outcome,
    credentialId: row.outcome === 'issued' ? row.credentialId : null,
    shareUrl,
    qrUrl: shareUrl === null ? null : `${shareUrl}.qr.svg`,
    reasons: [...row.problems, ...(row.refusal === null ? [] : [row.refusal])] as RowProblem[],
  };
}
