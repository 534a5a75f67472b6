import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { type LoadFont, openTypeface } from '../../src/present/receipt/pdf/typeface.ts';
import { receiptOf } from '../../src/present/receipt/receipt-of.ts';
import { writeReceiptPdf, writeSummaryPdf } from '../../src/present/receipt/receipt-pdf.ts';
import { summaryReceiptOf } from '../../src/present/receipt/summary-receipt.ts';
import { WORDS } from '../../src/present/words/all-words.ts';
import type { Language } from '../../src/present/words/words.ts';
import { readCodes } from '../support/read-codes.ts';
import { RESULTS, resultOf } from './sample-results.ts';

const { resolve } = createRequire(import.meta.url);
const asked: string[] = [];
const loadFont: LoadFont = async (subset, weight) => {
  asked.push(subset);
  return new Uint8Array(
    await readFile(resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff`)),
  );
};

const RECHECK =
  'https://badges.example.org/verify?url=https%3A%2F%2Fbadges.example.org%2Fc%2Fq7Jm2xVt9KfRw3Lp';
const BASE = {
  policyName: 'California county offices of education',
  source: 'nunez.json',
  checkedWith: 'page',
  checkerName: 'Łucja Nguyễn',
  timeZone: 'America/Los_Angeles',
} as const;

async function write(
  result: (typeof RESULTS)['valid'] | ReturnType<typeof resultOf>,
  language: Language,
  paper: 'letter' | 'a4',
) {
  const words = WORDS[language];
  const receipt = await receiptOf(result, { ...BASE, words, recheckUrl: RECHECK });
  return { receipt, bytes: await writeReceiptPdf(receipt, { words, loadFont, paper }) };
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
}

/** All that is written on a page, without the joints between lines and fonts. */
async function readText(pdf: PDFDocumentProxy, page: number): Promise<string> {
  const { items } = await (await pdf.getPage(page)).getTextContent();
  return items
    .map((item) => ('str' in item ? item.str : ''))
    .join('')
    .replace(/\s+/g, '');
}

const squeeze = (text: string) => text.replace(/\s+/g, '');

interface TagNode {
  role?: string;
  alt?: string;
  children?: TagNode[];
}

function listTags({ role = '', alt, children = [] }: TagNode): string[] {
  return [`${role}${alt === undefined ? '' : ` ${alt}`}`, ...children.flatMap(listTags)];
}

describe('a receipt as PDF', () => {
  it.each([
    ['en', 'letter', [612, 792]],
    ['es', 'a4', [595.28, 841.89]],
  ] as const)(
    'in %s is one page of %s, titled, tagged and in its language',
    async (language, paper, size) => {
      const { receipt, bytes } = await write(RESULTS.valid, language, paper);
      const pdf = await open(bytes);
      expect(pdf.numPages).toBe(1);
      const page = await pdf.getPage(1);
      expect(page.view.slice(2)).toEqual(size);
      const { info } = await pdf.getMetadata();
      expect(info).toMatchObject({
        Language: language,
        Title: WORDS[language].receipt.documentTitle(receipt.id),
      });
      expect((await pdf.getMarkInfo())?.['Marked' as never]).toBe(true);
      const tags = listTags((await page.getStructTree()) as TagNode);
      expect(tags.filter((tag) => tag === 'H1')).toHaveLength(1);
      expect(tags.filter((tag) => tag === 'TR')).toHaveLength(1 + receipt.checks.length);
      expect(tags.filter((tag) => tag === 'LI')).toHaveLength(
        receipt.credential.length + receipt.check.length + receipt.questions.length,
      );
      expect(tags.filter((tag) => tag.startsWith('Figure'))).toEqual([
        `Figure ${WORDS[language].receipt.qrAlt(RECHECK)}`,
      ]);
      const text = await readText(pdf, 1);
      const facts = [...receipt.credential, ...receipt.check].flatMap(({ name, value }) => [name, value]);
      const checks = receipt.checks.flatMap(({ name, outcomeWord, sentence }) => [
        name,
        outcomeWord,
        sentence,
      ]);
      const answers = receipt.questions.flatMap(({ question, answer }) => [question, answer]);
      for (const said of [
        receipt.headline,
        receipt.sentence,
        receipt.award ?? '',
        ...facts,
        ...checks,
        ...answers,
        'Ana Núñez',
      ])
        expect(text).toContain(squeeze(said));
      expect(readQr(bytes)).toBe(RECHECK);
    },
  );

  it.each(['sample', 'not-genuine', 'unreadable', 'status-unknown'] as const)(
    'of %s is one page too',
    async (verdict) => {
      const { bytes } = await write(RESULTS[verdict], 'en', 'letter');
      const pdf = await open(bytes);
      expect(pdf.numPages).toBe(1);
      expect((await readText(pdf, 1)).includes('SAMPLE')).toBe(verdict === 'sample');
    },
  );

  it('writes names in any script: as they are, or by number with a note, and never as boxes', async () => {
    const holderName = 'Нина Ωμέγα नेहा 王小明 Nguyễn 😀';
    const { bytes } = await write(resultOf('valid', {}, { holderName }), 'en', 'letter');
    const pdf = await open(bytes);
    const text = await readText(pdf, 1);
    expect(text).toContain('НинаΩμέγα');
    expect(text).toContain('[U+738BU+5C0FU+660E]Nguyễn[U+1F600]');
    expect(text).toContain(squeeze(WORDS.en.receipt.charactersMissing));
    const plain = await write(RESULTS.valid, 'en', 'letter');
    expect(await readText(await open(plain.bytes), 1)).not.toContain(
      squeeze(WORDS.en.receipt.charactersMissing),
    );
  });

  it('cuts nothing off, however long the texts are', async () => {
    const long = 'Wagga'.repeat(39);
    const { receipt, bytes } = await write(
      resultOf(
        'valid',
        {},
        { name: long, holderName: long, assessor: long, issuer: { id: 'did:web:a.example', name: long } },
      ),
      'en',
      'letter',
    );
    const pdf = await open(bytes);
    const pages = await Promise.all(
      Array.from({ length: pdf.numPages }, (_, index) => readText(pdf, index + 1)),
    );
    for (const { name, value } of receipt.credential)
      expect(pages.join('')).toContain(squeeze(`${name}${value}`));
    for (const { name, sentence } of receipt.checks)
      expect(pages.join('')).toContain(squeeze(name) && squeeze(sentence));
  });

  it('of many begins with a summary, and has a page and a bookmark for each', async () => {
    const rows = Object.values(RESULTS)
      .slice(0, 4)
      .map((result) => ({ source: 'a.json', report: { result, relayed: [], stale: [] } }));
    const { source: _source, ...options } = BASE;
    const summary = await summaryReceiptOf(rows, {
      ...options,
      words: WORDS.en,
      verifierUrl: 'https://badges.example.org/verify',
    });
    const pdf = await open(await writeSummaryPdf(summary, { words: WORDS.en, loadFont, paper: 'letter' }));
    expect(pdf.numPages).toBe(5);
    expect(await pdf.getOutline()).toHaveLength(4);
    const first = await readText(pdf, 1);
    for (const [index, { id }] of summary.receipts.entries()) {
      expect(first).toContain(id);
      expect(await readText(pdf, index + 2)).toContain(id);
    }
  });
});

describe('the typeface', () => {
  it('asks for no more files than a text needs', async () => {
    asked.length = 0;
    const { lacksSome, split } = await openTypeface('Ana Núñez “–…’', loadFont);
    expect([...new Set(asked)]).toEqual(['latin']);
    expect(lacksSome).toBe(false);
    expect(split('Ana Nu\u0301n\u0303ez', 700)).toEqual([{ text: 'Ana Núñez', font: 'latin-700' }]);
  });
});

/** Draws the rectangles of the figure: each begins at its left and goes right. */
function readQr(bytes: Uint8Array): string | undefined {
  const pdf = Buffer.from(bytes).toString('latin1');
  for (const { index } of pdf.matchAll(/\nstream\n|\nstream\r\n/g)) {
    const start = index + 8;
    const end = pdf.indexOf('endstream', start);
    const content = inflate(Buffer.from(pdf.slice(start, end), 'latin1'));
    const figure = content.slice(content.indexOf('/Figure'));
    const runs = [...figure.slice(0, figure.indexOf('EMC')).matchAll(/(?<=\n)(\d+) (\d+) m\n(\d+) \2 l\n/g)];
    if (runs.length < 50) continue;
    const size = Math.max(...runs.map(([, , , right]) => Number(right))) + 4;
    const scale = 4;
    const pixels = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255);
    for (const [, left, y, right] of runs)
      for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
        for (let x = Number(left) * scale; x < Number(right) * scale; x++)
          pixels.fill(0, (row * size * scale + x) * 4, (row * size * scale + x) * 4 + 3);
    return readCodes(pixels, size * scale)[0];
  }
  return undefined;
}

function inflate(stream: Buffer): string {
  try {
    return inflateSync(stream).toString('latin1');
  } catch {
    return '';
  }
}
