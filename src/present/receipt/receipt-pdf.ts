import PDFDocument from 'pdfkit';
import { toBytes } from 'pdfkit/output';
import type { ReceiptWords } from '../words/receipt-words.ts';
import type { Words } from '../words/words.ts';
import { openPen } from './pdf/pen.ts';
import { MARGIN, newPage, openSheet, PAPERS, type Paper } from './pdf/sheet.ts';
import { type LoadFont, openTypeface } from './pdf/typeface.ts';
import { writeReceiptPage } from './pdf/write-receipt-page.ts';
import { writeSummaryPage } from './pdf/write-summary-page.ts';
import type { Receipt } from './receipt.ts';
import type { SummaryReceipt } from './summary-receipt.ts';

export interface ReceiptPdfOptions {
  words: Words;
  loadFont: LoadFont;
  paper: Paper;
}

/**
 * A receipt as a tagged PDF with a title and a language: one page for a micro-credential. The same receipt gives the same text. Characters
 * that Noto Sans lacks stand in brackets by their Unicode numbers, and a note says so. Rejects as `loadFont` does.
 */
export async function writeReceiptPdf(
  receipt: Receipt,
  options: ReceiptPdfOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return writePdf([receipt], { ...options, title: options.words.receipt.documentTitle(receipt.id) });
}

/** Of many: a summary first, then a page for each. */
export async function writeSummaryPdf(
  summary: SummaryReceipt,
  options: ReceiptPdfOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  return writePdf(summary.receipts, { ...options, summary, title: options.words.receipt.summaryTitle });
}

interface WriteOptions extends ReceiptPdfOptions {
  title: string;
  summary?: SummaryReceipt;
}

async function writePdf(
  given: readonly Receipt[],
  { words, loadFont, paper, title, summary }: WriteOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const typeface = await openTypeface(
    `${JSON.stringify([words.receipt, given, summary])}${FIXED_TEXT}`,
    loadFont,
  );
  const notes = typeface.lacksSome ? [words.receipt.charactersMissing] : [];
  const receipts = given.map((receipt) => ({ ...receipt, notes: [...receipt.notes, ...notes] }));
  const doc = new PDFDocument({
    size: [...PAPERS[paper]],
    // Everything is placed by hand, so nothing may break a page by itself.
    margin: 0,
    bufferPages: true,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    lang: words.language,
    info: {
      Title: title,
      Creator: 'Lectern',
      CreationDate: new Date(receipts[0]?.checkedAt ?? 0),
    },
    // No standard font: they are not embedded, and one that is opened twice is parsed for every word.
    font: null as unknown as string,
  });
  const bytes = toBytes(doc);
  const pen = openPen(doc, typeface);
  const sheet = openSheet(pen, paper);
  const root = doc.struct('Document');
  doc.addStructure(root);
  if (summary !== undefined) writeSummaryPage(sheet, root, { ...summary, receipts }, words.receipt);
  for (const [index, receipt] of receipts.entries()) {
    if (index > 0 || summary !== undefined) newPage(sheet);
    if (summary !== undefined)
      doc.outline.addItem(`${receipt.holderName ?? receipt.source}: ${receipt.headline}`);
    writeReceiptPage(sheet, root, receipt, words.receipt);
    // A page of many is still a page that answers.
    if (receipts.length > 1) await new Promise((resolve) => setTimeout(resolve));
  }
  root.end();
  numberPages(
    doc,
    pen,
    receipts.length === 1 ? words.receipt.number(receipts[0]?.id ?? '') : title,
    words.receipt,
  );
  doc.end();
  return bytes;
}

/** What is written beside the receipts: numbers of pages, and of characters that are lacking. */
const FIXED_TEXT = '0123456789ABCDEF[]+U…';

function numberPages(
  doc: InstanceType<typeof PDFDocument>,
  pen: ReturnType<typeof openPen>,
  what: string,
  words: ReceiptWords,
): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    doc.switchToPage(start + index);
    const { width, height } = doc.page;
    const left = pen.set(what, width / 2, 7.5);
    const right = pen.set(words.page(index + 1, count), width / 2, 7.5);
    const y = height - MARGIN + 2;
    pen.decorate(() => {
      pen.writeUntagged(left, { x: MARGIN, y });
      pen.writeUntagged(right, { x: width - MARGIN - (right.lines[0]?.width ?? 0), y });
    });
  }
}
