import type { ReceiptWords } from '../../words/receipt-words.ts';
import type { Receipt, ReceiptFact } from '../receipt.ts';
import { bold, type Tag } from './pen.ts';
import {
  type Cell,
  keepTogether,
  MARGIN,
  measureRow,
  roomOf,
  type Sheet,
  writeHeading,
  writeParagraph,
  writeRow,
} from './sheet.ts';
import { writeFoot } from './write-foot.ts';

const GUTTER = 20;
const LABEL_WIDTH = 84;
const TABLE_SIZE = 7.6;

/** One receipt from the top of a page: for a micro-credential one page of it. */
export function writeReceiptPage(sheet: Sheet, root: Tag, receipt: Receipt, words: ReceiptWords): void {
  const section = sheet.pen.doc.struct('Sect', { lang: receipt.language });
  root.add(section);
  writeTop(sheet, section, words.title, words.number(receipt.id));
  if (receipt.isSample) writeSampleMark(sheet, section, words);
  writeVerdict(sheet, section, receipt);
  if (receipt.award !== undefined) writeParagraph(sheet, section, receipt.award, { size: 10.5, after: 5 });
  if (receipt.advice !== '')
    writeParagraph(sheet, section, [...bold(words.whatToDo), { text: ` ${receipt.advice}`, weight: 400 }]);
  writeFacts(sheet, section, receipt, words);
  for (const note of receipt.notes) writeParagraph(sheet, section, note);
  writeQuestions(sheet, section, receipt, words);
  writeParts(sheet, section, receipt);
  writeChecks(sheet, section, receipt, words);
  writeFoot(sheet, section, { recheckUrl: receipt.recheckUrl, words });
  section.end();
}

/** What kind of paper it is, and its number. */
export function writeTop(sheet: Sheet, section: Tag, title: string, number?: string): void {
  const { pen, width } = sheet;
  const left = pen.set(bold(title.toLocaleUpperCase()), width * 0.6, 9);
  pen.write(section, 'P', left, { x: MARGIN, y: sheet.y });
  if (number !== undefined) {
    const right = pen.set(number, width * 0.4, 9);
    const [line] = right.lines;
    pen.write(section, 'P', right, { x: MARGIN + width - (line?.width ?? 0), y: sheet.y });
  }
  sheet.y += left.height + 3;
  pen.rule({ x: MARGIN, y: sheet.y, width, weight: 1.5 });
  sheet.y += 9;
}

export function writeSampleMark(sheet: Sheet, section: Tag, words: ReceiptWords): void {
  const { pen, width } = sheet;
  const text = [...bold(words.sampleMark), { text: ` ${words.sampleSentence}`, weight: 400 as const }];
  const block = pen.set(text, width - 16, 9.5);
  pen.decorate(() =>
    pen.doc
      .lineWidth(1.5)
      .rect(MARGIN, sheet.y, width, block.height + 6)
      .dash(6, { space: 4 })
      .stroke('#000')
      .undash(),
  );
  pen.write(section, 'P', block, { x: MARGIN + 8, y: sheet.y + 3 });
  sheet.y += block.height + 13;
}

function writeVerdict(sheet: Sheet, section: Tag, { visual, headline, sentence }: Receipt): void {
  const { pen, width } = sheet;
  const left = MARGIN + 58;
  const room = width - 70;
  const head = pen.set(bold(headline), room, 17);
  const body = pen.set(sentence, room, 9.5);
  const height = Math.max(head.height + body.height, 34) + 14;
  keepTogether(sheet, height);
  pen.decorate(() => pen.doc.lineWidth(1.25).rect(MARGIN, sheet.y, width, height).stroke('#000'));
  pen.icon(visual, { x: MARGIN + 12, y: sheet.y + (height - 34) / 2, size: 34 });
  pen.write(section, 'H1', head, { x: left, y: sheet.y + 6 });
  pen.write(section, 'P', body, { x: left, y: sheet.y + 6 + head.height });
  sheet.y += height + 8;
}

interface FactList {
  heading: string;
  sentence?: string;
  facts: readonly ReceiptFact[];
}

/** What it says and how it was checked: beside each other where there is room for that, else below each other. */
function writeFacts(sheet: Sheet, section: Tag, receipt: Receipt, words: ReceiptWords): void {
  const lists: FactList[] = [
    { heading: words.credentialHeading, facts: receipt.credential },
    { heading: words.claimsHeading, sentence: words.claimsSentence, facts: receipt.claims },
    { heading: words.checkHeading, facts: receipt.check },
  ].filter(({ facts }) => facts.length > 0);
  const column = (sheet.width - GUTTER) / 2;
  const tallest = Math.max(...lists.map((list) => measureList(sheet, list, column)));
  if (lists.length !== 2 || tallest > roomOf(sheet)) {
    for (const list of lists) writeList(sheet, section, list, MARGIN, sheet.width);
    return;
  }
  const top = sheet.y;
  let bottom = top;
  for (const [index, list] of lists.entries()) {
    sheet.y = top;
    writeList(sheet, section, list, MARGIN + index * (column + GUTTER), column);
    bottom = Math.max(bottom, sheet.y);
  }
  sheet.y = bottom;
}

function measureList(sheet: Sheet, { facts, sentence }: FactList, width: number): number {
  const rows = facts.reduce((sum, fact) => sum + measureRow(sheet, cellsOf(fact, 0, width)), 0);
  return rows + (sentence === undefined ? 60 : 90);
}

function writeList(
  sheet: Sheet,
  section: Tag,
  { heading, sentence, facts }: FactList,
  x: number,
  width: number,
): void {
  writeHeading(sheet, section, heading, { x, width });
  if (sentence !== undefined) {
    const block = sheet.pen.set(sentence, width, 8.5);
    sheet.pen.write(section, 'P', block, { x, y: sheet.y });
    sheet.y += block.height + 2;
  }
  const list = sheet.pen.doc.struct('L');
  section.add(list);
  for (const fact of facts) writeRow(sheet, list, cellsOf(fact, x, width), { tag: 'LI' });
  list.end();
}

function cellsOf({ name, value }: ReceiptFact, x: number, width: number): Cell[] {
  return [
    { tag: 'Lbl', text: name, x, width: LABEL_WIDTH },
    { tag: 'LBody', text: value, x: x + LABEL_WIDTH, width: width - LABEL_WIDTH + 8 },
  ];
}

function writeQuestions(sheet: Sheet, section: Tag, { questions }: Receipt, words: ReceiptWords): void {
  if (questions.length === 0) return;
  writeHeading(sheet, section, words.questionsHeading);
  const list = sheet.pen.doc.struct('L');
  section.add(list);
  for (const { question, visual, visualWord, answer } of questions) {
    const text =
      visualWord === '' ? answer : [...bold(`${visualWord}.`), { text: ` ${answer}`, weight: 400 as const }];
    const cells: Cell[] = [
      { tag: 'Lbl', text: question, x: MARGIN, width: 120 },
      { tag: 'LBody', text, x: MARGIN + 120, width: sheet.width - 112, icon: visual },
    ];
    writeRow(sheet, list, cells, { tag: 'LI' });
  }
  list.end();
}

function writeParts(sheet: Sheet, section: Tag, { parts, partsHeading }: Receipt): void {
  if (parts.length === 0) return;
  writeHeading(sheet, section, partsHeading);
  const list = sheet.pen.doc.struct('L');
  section.add(list);
  for (const { name, visual, headline, depth } of parts) {
    const x = MARGIN + 12 * Math.min(depth, 4);
    const text = [{ text: `${name}: `, weight: 400 as const }, ...bold(headline)];
    const cells: Cell[] = [{ tag: 'LBody', text, x, width: sheet.width - (x - MARGIN) + 8, icon: visual }];
    writeRow(sheet, list, cells, { tag: 'LI' });
  }
  list.end();
}

function writeChecks(sheet: Sheet, section: Tag, { checks }: Receipt, words: ReceiptWords): void {
  writeHeading(sheet, section, words.checksHeading);
  const columns = [118, 82, sheet.width - 192];
  const table = sheet.pen.doc.struct('Table');
  section.add(table);
  const style = { tag: 'TR', size: TABLE_SIZE, hasRule: true };
  const place = (index: number) => ({
    x: MARGIN + columns.slice(0, index).reduce((sum, width) => sum + width, 0),
    width: columns[index] ?? 0,
  });
  const head = [words.check, words.outcome, words.finding].map(
    (text, index): Cell => ({ tag: 'TH', text: bold(text), ...place(index) }),
  );
  writeRow(sheet, table, head, style);
  for (const { name, visual, outcomeWord, sentence } of checks) {
    const cells: Cell[] = [
      { tag: 'TH', text: name, ...place(0) },
      { tag: 'TD', text: outcomeWord, icon: visual, ...place(1) },
      { tag: 'TD', text: sentence, ...place(2) },
    ];
    writeRow(sheet, table, cells, style);
  }
  table.end();
}
