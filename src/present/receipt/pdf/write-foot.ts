import { drawQr } from '../../qr.ts';
import type { ReceiptWords } from '../../words/receipt-words.ts';
import { bold, type Tag } from './pen.ts';
import { keepTogether, MARGIN, type Sheet } from './sheet.ts';

/** 26 mm: half a millimetre a module for a share link. */
const QR_SIZE = 74;

/** What a receipt does not say, and where to ask again, as text and as a code. */
export function writeFoot(
  sheet: Sheet,
  section: Tag,
  { recheckUrl, words }: { recheckUrl: string | undefined; words: ReceiptWords },
): void {
  const { pen, width } = sheet;
  const room = recheckUrl === undefined ? width : width - QR_SIZE - 16;
  const blocks = [
    pen.set(bold(words.statusCanChange), room, 8.5),
    pen.set(`${words.whatItProves} ${words.ownLanguage}`, room, 8),
    ...(recheckUrl === undefined ? [] : [pen.set(`${words.recheckHeading}: ${recheckUrl}`, room, 8)]),
  ];
  const text = blocks.reduce((sum, { height }) => sum + height + 2, 0);
  const height = Math.max(text, recheckUrl === undefined ? 0 : QR_SIZE);
  keepTogether(sheet, height + 14);
  sheet.y += 6;
  pen.rule({ x: MARGIN, y: sheet.y, width, weight: 1.5 });
  sheet.y += 5;
  const top = sheet.y;
  for (const block of blocks) {
    pen.write(section, 'P', block, { x: MARGIN, y: sheet.y });
    sheet.y += block.height + 2;
  }
  if (recheckUrl !== undefined)
    writeQr(sheet, section, recheckUrl, {
      x: MARGIN + width - QR_SIZE,
      y: top,
      alt: words.qrAlt(recheckUrl),
    });
  sheet.y = top + height;
}

function writeQr(
  { pen: { doc } }: Sheet,
  section: Tag,
  url: string,
  { x, y, alt }: { x: number; y: number; alt: string },
): void {
  const { size, path } = drawQr(url);
  const content = doc.markStructureContent('Figure');
  doc
    .save()
    .translate(x, y)
    .scale(QR_SIZE / size)
    .path(path)
    .fill('#000')
    .restore();
  doc.endMarkedContent();
  section.add(
    doc.struct(
      'Figure',
      { alt, bbox: [x, y, x + QR_SIZE, y + QR_SIZE] } as PDFKit.Mixins.StructureElementOptions,
      [content],
    ),
  );
}
