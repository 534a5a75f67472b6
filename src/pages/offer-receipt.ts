import type { OfferedReceipt } from './offered-receipt.ts';

let latest = 0;

/**
 * Puts a receipt of what was checked into the page, as what is printed there, and below the actions in `place` what it takes to save
 * it as PDF. The name that is typed stays in the field; nothing is kept. All of it is loaded now, as the answer stands already.
 */
export async function offerReceipt(place: HTMLElement, offered: OfferedReceipt): Promise<void> {
  clearReceipt();
  const run = latest;
  const isLatest = () => run === latest;
  // Without a receipt the page prints as it is.
  const loaded = await import('./show-receipt.tsx').catch(() => null);
  if (loaded !== null && isLatest()) loaded.showReceipt(place, offered, isLatest);
}

/** Takes the receipt out of the page again, so that no other answer is printed with it. */
export function clearReceipt(): void {
  latest++;
  for (const element of document.querySelectorAll('body > div.receipts, .receipt-form')) element.remove();
}
