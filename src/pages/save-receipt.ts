import type { Receipt } from '../present/receipt/receipt.ts';
import { writeReceiptPdf, writeSummaryPdf } from '../present/receipt/receipt-pdf.ts';
import type { SummaryReceipt } from '../present/receipt/summary-receipt.ts';
import type { Words } from '../present/words/words.ts';
import { loadFont } from './load-font.ts';
import { saveFile } from './save-file.ts';

export type MadeReceipt = { receipt: Receipt } | { summary: SummaryReceipt };

/** Where people print on Letter; everyone else has A4. */
const LETTER_REGIONS = ['US', 'CA', 'MX', 'PR', 'PH', 'CL', 'CO', 'CR', 'GT', 'PA', 'DO', 'SV', 'NI', 'VE'];

/** Offers the receipt as a PDF that is made here and sent nowhere. Rejects where the typeface cannot be had. */
export async function saveReceipt(made: MadeReceipt, words: Words): Promise<void> {
  // Not by Intl.Locale, which throws for what some browsers call their language (`en-US@posix`).
  const region = /-([A-Z]{2})(?![A-Za-z])/.exec(navigator.language)?.[1] ?? 'US';
  const paper = LETTER_REGIONS.includes(region) ? ('letter' as const) : ('a4' as const);
  const options = { words, loadFont, paper };
  const bytes =
    'receipt' in made
      ? await writeReceiptPdf(made.receipt, options)
      : await writeSummaryPdf(made.summary, options);
  saveFile(nameFile(made), new Blob([bytes], { type: 'application/pdf' }));
}

/** `receipt-domain-i-collaborative-culture-2026-11-21.pdf` */
function nameFile(made: MadeReceipt): string {
  const [receipt, what] =
    'receipt' in made
      ? [made.receipt, made.receipt.credentialName ?? made.receipt.verdict]
      : [made.summary.receipts[0], 'summary'];
  const slug = what
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-')
    .slice(0, 60);
  const parts = ['receipt', slug, receipt?.checkedAt.slice(0, 10) ?? ''];
  return `${parts.filter((part) => part !== '').join('-')}.pdf`;
}
