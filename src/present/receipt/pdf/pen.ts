import type PDFDocument from 'pdfkit';
import type { Visual } from '../../words/outcome-table.ts';
import { drawIcon } from './draw-icon.ts';
import { type Line, type Piece, setLines } from './set-lines.ts';
import type { Typeface } from './typeface.ts';

type Document = InstanceType<typeof PDFDocument>;
/** A node of the document’s tags. */
export type Tag = PDFKit.PDFStructureElement;

/** Line height as a multiple of the size. */
const LEADING = 1.3;

export interface Block {
  lines: Line[];
  size: number;
  height: number;
}

/** Writes tagged text at a place that the caller has found, and nothing by itself. Lengths are points, y goes down. */
export interface Pen {
  doc: Document;
  /** The lines of a text in a column of this width. */
  set: (pieces: readonly Piece[] | string, width: number, size: number) => Block;
  /** Writes a block as one tagged element of `parent`. */
  write: (parent: Tag, tag: string, block: Block, place: { x: number; y: number }) => void;
  /** Writes what readers aloud leave out: it stands in words elsewhere. */
  decorate: (draw: () => void) => void;
  writeUntagged: (block: Block, place: { x: number; y: number }) => void;
  icon: (visual: Visual, place: { x: number; y: number; size: number }) => void;
  rule: (place: { x: number; y: number; width: number; weight: number }) => void;
}

export function openPen(doc: Document, typeface: Typeface): Pen {
  for (const { name, bytes } of typeface.fonts) doc.registerFont(name, bytes as Buffer);
  const writeLines = ({ lines, size }: Block, x: number, y: number) => {
    for (const [index, { runs }] of lines.entries()) {
      let left = x;
      for (const { text, font } of runs) {
        doc.font(font).fontSize(size);
        doc.text(text, left, y + index * size * LEADING, { lineBreak: false });
        left += doc.widthOfString(text);
      }
    }
  };
  const decorate = (draw: () => void) => {
    doc.markContent('Artifact', { type: 'Layout' });
    draw();
    doc.endMarkedContent();
  };
  return {
    doc,
    set(pieces, width, size) {
      const measure = (text: string, font: string) => doc.font(font).fontSize(size).widthOfString(text);
      const wanted = typeof pieces === 'string' ? [{ text: pieces, weight: 400 as const }] : pieces;
      const lines = setLines(wanted, { width, typeface, measure });
      return { lines, size, height: lines.length * size * LEADING };
    },
    write(parent, tag, block, { x, y }) {
      const content = doc.markStructureContent(tag);
      writeLines(block, x, y);
      doc.endMarkedContent();
      parent.add(doc.struct(tag, {}, [content]));
    },
    decorate,
    writeUntagged: (block, { x, y }) => writeLines(block, x, y),
    icon: (visual, place) => decorate(() => drawIcon(doc, visual, place)),
    rule: ({ x, y, width, weight }) =>
      decorate(() =>
        doc
          .lineWidth(weight)
          .moveTo(x, y)
          .lineTo(x + width, y)
          .stroke(weight < 0.5 ? '#888' : '#000'),
      ),
  };
}

export function bold(text: string): Piece[] {
  return [{ text, weight: 700 }];
}
