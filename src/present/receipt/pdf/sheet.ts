import type { Visual } from '../../words/outcome-table.ts';
import { type Block, bold, type Pen, type Tag } from './pen.ts';
import type { Piece } from './set-lines.ts';

/** Letter and A4 in points. */
export const PAPERS = { letter: [612, 792], a4: [595.28, 841.89] } as const satisfies Record<
  string,
  [number, number]
>;
export type Paper = keyof typeof PAPERS;

export const MARGIN = 46;
/** Where page numbers stand, below everything else. */
const FOOTER_HEIGHT = 16;
const BODY = 8.5;
const GAP = 8;

/** A flow of blocks from top to bottom that goes on on the next page where one is full. Nothing is ever cut off. */
export interface Sheet {
  pen: Pen;
  width: number;
  y: number;
}

export function openSheet(pen: Pen, paper: Paper): Sheet {
  return { pen, width: PAPERS[paper][0] - 2 * MARGIN, y: MARGIN };
}

export function newPage(sheet: Sheet): void {
  sheet.pen.doc.addPage();
  sheet.y = MARGIN;
}

/** What is left of the page. */
export function roomOf({ pen, y }: Sheet): number {
  return pen.doc.page.height - MARGIN - FOOTER_HEIGHT - y;
}

/** The next page, unless there is room for this much. */
export function keepTogether(sheet: Sheet, height: number): void {
  if (roomOf(sheet) < height && sheet.y > MARGIN) newPage(sheet);
}

export interface ParagraphStyle {
  tag?: string;
  size?: number;
  after?: number;
}

export function writeParagraph(
  sheet: Sheet,
  parent: Tag,
  text: readonly Piece[] | string,
  { tag = 'P', size = BODY, after = 3 }: ParagraphStyle = {},
): void {
  const block = sheet.pen.set(text, sheet.width, size);
  keepTogether(sheet, block.height);
  sheet.pen.write(parent, tag, block, { x: MARGIN, y: sheet.y });
  sheet.y += block.height + after;
}

/** A heading with a hairline below it, which stays with what follows. */
export function writeHeading(
  sheet: Sheet,
  parent: Tag,
  text: string,
  { x = MARGIN, width = sheet.width } = {},
): void {
  const block = sheet.pen.set(bold(text), width, 9.5);
  keepTogether(sheet, block.height + 40);
  sheet.y += 5;
  sheet.pen.write(parent, 'H2', block, { x, y: sheet.y });
  sheet.y += block.height + 1;
  sheet.pen.rule({ x, y: sheet.y, width, weight: 0.5 });
  sheet.y += 3;
}

export interface Cell {
  tag: string;
  text: readonly Piece[] | string;
  x: number;
  width: number;
  icon?: Visual;
}

/** A row of a list or a table: its cells beside each other, tagged in order. */
export function writeRow(
  sheet: Sheet,
  parent: Tag,
  cells: readonly Cell[],
  { tag, size = BODY, hasRule = false }: { tag: string; size?: number; hasRule?: boolean },
): void {
  const { pen } = sheet;
  const blocks = setCells(pen, cells, size);
  const height = Math.max(...blocks.map((block) => block.height));
  keepTogether(sheet, height + 3);
  const row = pen.doc.struct(tag);
  parent.add(row);
  for (const [index, { tag: cellTag, x, icon }] of cells.entries()) {
    const block = blocks[index];
    if (block === undefined) continue;
    if (icon !== undefined) pen.icon(icon, { x, y: sheet.y + size * 0.22, size: size * 1.02 });
    pen.write(row, cellTag, block, { x: x + indentOf(icon, size), y: sheet.y });
  }
  row.end();
  sheet.y += height + 1.5;
  if (!hasRule) return;
  pen.rule({ x: MARGIN, y: sheet.y, width: sheet.width, weight: 0.3 });
  sheet.y += 1.5;
}

function setCells(pen: Pen, cells: readonly Cell[], size: number): Block[] {
  return cells.map(({ text, width, icon }) => pen.set(text, width - GAP - indentOf(icon, size), size));
}

function indentOf(icon: Visual | undefined, size: number): number {
  return icon === undefined ? 0 : size * 1.5;
}

/** How high a row would be. */
export function measureRow(sheet: Sheet, cells: readonly Cell[], size = BODY): number {
  return Math.max(...setCells(sheet.pen, cells, size).map(({ height }) => height)) + 1.5;
}
