import { describe, expect, it } from 'vitest';
import { type QrCard, SHEET_SIZES, writeQrSheet } from '../../src/present/qr-sheet.ts';
import { launchBrowser } from '../support/browser.ts';

const NAMES = [
  'Ana Núñez',
  'محمد بن عبد الله الأنصاري',
  'Wolfeschlegelsteinhausenbergerdorff'.repeat(3),
  'María José de los Ángeles Fernández de Córdoba y Álvarez de Toledo Hernández-Gutiérrez de la Peña',
  'Ed',
];
const LONG_CREDENTIAL =
  'Domain III: Promoting Professional Learning for Continuous Improvement, as a whole program';

async function* cardsOf(count: number): AsyncGenerator<QrCard> {
  for (let i = 0; i < count; i++)
    yield {
      name: NAMES[i % NAMES.length] ?? null,
      credentialName: LONG_CREDENTIAL,
      shareUrl: `https://badges.county.example/c/${String(i).padStart(4, '0')}q7Jm2xVt9KfRw3Lp`,
    };
}

async function write(
  cards: AsyncIterable<QrCard>,
  { title = 'QR codes', perPage = 8, sample = false } = {},
): Promise<string> {
  let text = '';
  for await (const piece of writeQrSheet(cards, { title, perPage, sample })) text += piece;
  return text;
}

async function* only(card: QrCard): AsyncGenerator<QrCard> {
  yield card;
}

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

describe('a sheet of QR codes', () => {
  it('has a card for each credential with a link, so many to a sheet', async () => {
    const text = await write(cardsOf(19));
    expect([count(text, /<article>/g), count(text, /<section class="sheet">/g)]).toEqual([19, 3]);
    expect(count(text, /<section/g)).toBe(count(text, /<\/section>/g));
    expect(text).toContain('QR code: opens https://badges.county.example/c/0018q7Jm2xVt9KfRw3Lp');
    const none = await write(only({ name: 'Ana', credentialName: 'x', shareUrl: null }));
    expect(none).not.toMatch(/<article>|Ana/);
    expect(none).toContain('nothing to print yet');
    expect(await write(cardsOf(0))).toContain('nothing to print yet');
  });

  it('holds any number to a sheet, on the smallest that is large enough', async () => {
    for (const [perPage, size, sheets] of [
      [1, 1, 30],
      [3, 4, 10],
      [6, 8, 5],
      [24, 24, 2],
      [99, 24, 2],
      [0, 1, 30],
    ] as const) {
      const text = await write(cardsOf(30), { perPage });
      expect([perPage, count(text, /<section/g)]).toEqual([perPage, sheets]);
      expect(text).toContain(`<main class="per-${size}">`);
    }
  });

  it('escapes what people are called, and lets each script have its direction', async () => {
    const evil = '<script>"x" & \'y\'</script>';
    const text = await write(
      only({ name: evil, credentialName: evil, shareUrl: 'https://x.example/c/a?b="&<i>' }),
      { title: evil },
    );
    expect(text).not.toMatch(/<script|<i>|c\/a\?b="/);
    expect(count(text, /&lt;script&gt;/g)).toBe(4);
    expect(text).toMatch(/<h2 class="name[^"]*" dir="auto">/);
  });

  it('goes without what it does not know', async () => {
    for (const none of [null, '']) {
      const text = await write(only({ name: none, credentialName: none, shareUrl: 'https://x.example/c/a' }));
      expect(text).not.toMatch(/<h2|class="credential"|null/);
      expect(text).toContain('<article>');
    }
  });

  it('says that samples are samples, on every card', async () => {
    const text = await write(cardsOf(3), { sample: true });
    expect(count(text, />SAMPLE<\/text>/g)).toBe(3);
    expect(text).toContain('<strong>SAMPLE</strong>');
    expect(await write(cardsOf(3))).not.toContain('SAMPLE');
  });

  it('needs nothing but itself', async () => {
    const text = await write(cardsOf(2));
    expect(text).not.toMatch(/<script|<link|<img|\ssrc=|url\(|@import|\sstyle=/);
    expect(count(text, /<style>/g)).toBe(1);
  });
});

describe('in a browser', () => {
  it('is one page a sheet on A4 and on Letter, and no card is too small for what it says', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      for (const perPage of SHEET_SIZES) {
        for (const sample of [false, true]) {
          await page.setContent(await write(cardsOf(perPage * 2), { perPage, sample }));
          for (const format of ['A4', 'Letter'] as const) {
            const pdf = (await page.pdf({ format })).toString('latin1');
            expect([perPage, sample, format, count(pdf, /\/Type \/Page\b(?!s)/g)]).toEqual([
              perPage,
              sample,
              format,
              2,
            ]);
          }
          const cut = await page.evaluate(
            () =>
              [...document.querySelectorAll('article')].filter(
                (card) => card.scrollHeight > card.clientHeight || card.scrollWidth > card.clientWidth,
              ).length,
          );
          expect([perPage, sample, cut]).toEqual([perPage, sample, 0]);
        }
      }
      const directions = await page.evaluate(() =>
        [...document.querySelectorAll('h2')].slice(0, 2).map((name) => getComputedStyle(name).direction),
      );
      expect(directions).toEqual(['ltr', 'rtl']);
    } finally {
      await browser.close();
    }
  });
});
