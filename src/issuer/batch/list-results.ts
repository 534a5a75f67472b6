import type { BatchRecord, BatchRow, RowOutcome } from '../../store/batch-store.ts';
import type { Issuing } from '../issuing.ts';
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

const PAGE = 500;

/** Every result of the batch as it stands, in the order of the file; full credentials come last. */
export async function* listResults(
  { store, publicUrl }: Pick<Issuing, 'store' | 'publicUrl'>,
  { id, revision }: Pick<BatchRecord, 'id' | 'revision'>,
  outcomes?: readonly RowOutcome[],
): AsyncGenerator<BatchResult> {
  let after: number | undefined;
  for (;;) {
    const rows = await store.listBatchRows(id, revision, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
      ...(outcomes === undefined ? {} : { outcomes }),
    });
    for (const row of rows) yield describeResult(row, publicUrl);
    after = rows.at(-1)?.position;
    if (rows.length < PAGE) return;
  }
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
