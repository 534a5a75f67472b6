import type { ReceiptSource } from '../present/receipt/receipt.ts';
import type { Words } from '../present/words/words.ts';

/** What a receipt is written of: one check, or many, which get a summary first. */
export interface OfferedReceipt {
  words: Words;
  policyName: string;
  policySha256?: string;
  /** This page’s own address, where everything can be checked again. */
  verifierUrl: string;
  rows: readonly ReceiptSource[];
  /** Made in practice mode: a sample, whatever the verdict. */
  isSample?: (row: ReceiptSource) => boolean;
}

let latest = 0;

/**
 * Puts a receipt of what was checked into the page, as what is printed there, and below the actions in `place` what it takes to save
 * it as PDF. The name that is typed stays in the field; nothing is kept. All of it is loaded now, as the answer stands already.
 */
export function offerReceipt(place: HTMLElement, offered: OfferedReceipt): void {
  clearReceipt();
  const run = latest;
  const isLatest = () => run === latest;
  // Without a receipt the page prints as it is.
  void import('./show-receipt.tsx').then(
    ({ showReceipt }) => isLatest() && showReceipt(place, offered, isLatest),
    () => {},
  );
}

/** Takes the receipt out of the page again, so that no other answer is printed with it. */
export function clearReceipt(): void {
  latest++;
  document.querySelector('body > div.receipts')?.remove();
}
