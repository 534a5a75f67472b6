import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Words } from '../words/words.ts';
import type { Receipt } from './receipt.ts';
import { ReceiptSheet } from './receipt-sheet.tsx';
import type { SummaryReceipt } from './summary-receipt.ts';
import { SummarySheet } from './summary-sheet.tsx';

/** A receipt as a page that needs nothing else: its style (`receipt.css`) is inside, and there is no script. */
export function writeReceiptHtml(receipt: Receipt, words: Words, style: string): string {
  return writePage(
    words.receipt.documentTitle(receipt.id),
    words,
    style,
    <ReceiptSheet receipt={receipt} words={words.receipt} />,
  );
}

/** The same for many. */
export function writeSummaryHtml(summary: SummaryReceipt, words: Words, style: string): string {
  return writePage(
    words.receipt.summaryTitle,
    words,
    style,
    <SummarySheet summary={summary} words={words.receipt} />,
  );
}

function writePage(title: string, { language }: Words, style: string, sheet: Child): string {
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow, noarchive" />
        <title>{title}</title>
        <style>{raw(`@page { margin: 12mm; } body { margin: 0; } ${style}`)}</style>
      </head>
      <body>
        <main class="receipts">{sheet}</main>
      </body>
    </html>
  );
  return `<!doctype html>\n${String(page)}\n`;
}
