import { showMoment } from '../show-date.ts';
import type { Visual } from '../words/outcome-table.ts';
import type { Receipt, ReceiptOptions, ReceiptSource } from './receipt.ts';
import { receiptOf } from './receipt-of.ts';
import { recheckUrlOf } from './recheck-url.ts';

/** Of many checks: how many of what, and a receipt of each. */
export interface SummaryReceipt {
  isSample: boolean;
  /** `12 credentials were checked.` */
  counted: string;
  /** When the first and the last of them were. */
  checkedBetween: string;
  /** `12 Valid`, in the order in which they first occur. */
  counts: { headline: string; visual: Visual; count: number }[];
  receipts: Receipt[];
  recheckUrl?: string;
}

export interface SummaryOptions
  extends Omit<ReceiptOptions, 'source' | 'relayed' | 'stale' | 'recheckUrl' | 'isSample'> {
  /** The verifier’s address; each receipt’s own leads to its credential where that came by a link. */
  verifierUrl?: string;
  /** Whether a row is a sample of practice mode, whatever its verdict. */
  isSample?: (row: ReceiptSource) => boolean;
}

/** Receipts in the order of the rows, with a summary of them. */
export async function summaryReceiptOf(
  rows: readonly ReceiptSource[],
  { verifierUrl, isSample, ...options }: SummaryOptions,
): Promise<SummaryReceipt> {
  const receipts = await Promise.all(
    rows.map((row) =>
      receiptOf(row.report.result, {
        ...options,
        source: row.source,
        relayed: row.report.relayed,
        stale: row.report.stale,
        isSample: isSample?.(row) ?? false,
        ...(verifierUrl === undefined ? {} : { recheckUrl: recheckUrlOf(verifierUrl, row.source) }),
      }),
    ),
  );
  const { words, timeZone } = options;
  const counts = new Map<string, { headline: string; visual: Visual; count: number }>();
  for (const { headline, visual } of receipts) {
    const key = `${visual} ${headline}`;
    const seen = counts.get(key);
    counts.set(key, { headline, visual, count: (seen?.count ?? 0) + 1 });
  }
  const times = receipts.map(({ checkedAt }) => checkedAt).sort();
  const show = (time: string | undefined) =>
    time === undefined ? '' : showMoment(time, words.dates, timeZone);
  return {
    isSample: receipts.some((receipt) => receipt.isSample),
    counted: words.receipt.counted(receipts.length),
    checkedBetween:
      times.length === 0 ? '' : words.receipt.checkedBetween(show(times[0]), show(times.at(-1))),
    counts: [...counts.values()],
    receipts,
    ...(verifierUrl === undefined ? {} : { recheckUrl: verifierUrl }),
  };
}
