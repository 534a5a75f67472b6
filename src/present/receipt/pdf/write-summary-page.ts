import type { ReceiptWords } from '../../words/receipt-words.ts';
import type { SummaryReceipt } from '../summary-receipt.ts';
import { bold, type Tag } from './pen.ts';
import { type Cell, MARGIN, type Sheet, writeHeading, writeParagraph, writeRow } from './sheet.ts';
import { writeFoot } from './write-foot.ts';
import { writeSampleMark, writeTop } from './write-receipt-page.ts';

const SIZE = 7.6;

/** Before the receipts of many: how many of what, and a table of them all. */
export function writeSummaryPage(
  sheet: Sheet,
  root: Tag,
  summary: SummaryReceipt,
  words: ReceiptWords,
): void {
  const { doc } = sheet.pen;
  const section = doc.struct('Sect');
  root.add(section);
  writeTop(sheet, section, words.summaryTitle);
  if (summary.isSample) writeSampleMark(sheet, section, words);
  writeParagraph(sheet, section, bold(summary.counted), { tag: 'H1', size: 14 });
  writeParagraph(sheet, section, summary.checkedBetween, { size: 9.5 });
  const counts = doc.struct('L');
  section.add(counts);
  for (const { headline, visual, count } of summary.counts) {
    const text = [...bold(String(count)), { text: ` ${headline}`, weight: 400 as const }];
    writeRow(sheet, counts, [{ tag: 'LBody', text, x: MARGIN, width: sheet.width, icon: visual }], {
      tag: 'LI',
    });
  }
  counts.end();
  writeHeading(sheet, section, words.checksHeading);
  writeTable(sheet, section, summary, words);
  writeFoot(sheet, section, { recheckUrl: summary.recheckUrl, words });
  section.end();
}

function writeTable(sheet: Sheet, section: Tag, { receipts }: SummaryReceipt, words: ReceiptWords): void {
  const shares = [0.2, 0.28, 0.18, 0.16, 0.18];
  const place = (index: number) => ({
    x: MARGIN + sheet.width * shares.slice(0, index).reduce((sum, share) => sum + share, 0),
    width: sheet.width * (shares[index] ?? 0),
  });
  const style = { tag: 'TR', size: SIZE, hasRule: true };
  const table = sheet.pen.doc.struct('Table');
  section.add(table);
  const head = [words.person, words.credential, words.issuer, words.result, words.receiptNumber];
  writeRow(
    sheet,
    table,
    head.map((text, index): Cell => ({ tag: 'TH', text: bold(text), ...place(index) })),
    style,
  );
  for (const { id, holderName, credentialName, issuerName, headline, visual, source } of receipts) {
    const cells: Cell[] = [
      { tag: 'TH', text: holderName ?? words.notShown, ...place(0) },
      { tag: 'TD', text: credentialName ?? source, ...place(1) },
      { tag: 'TD', text: issuerName ?? words.notShown, ...place(2) },
      { tag: 'TD', text: headline, icon: visual, ...place(3) },
      { tag: 'TD', text: id, ...place(4) },
    ];
    writeRow(sheet, table, cells, style);
  }
  table.end();
}
