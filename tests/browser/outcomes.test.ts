import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderOutcomePage } from '../../scripts/outcome-page.tsx';
import { VERDICTS, type Verdict } from '../../src/model/verification.ts';
import { describeOutcome } from '../../src/present/describe-outcome.ts';
import { WORDS } from '../../src/present/words/all-words.ts';
import { LANGUAGES, type Language } from '../../src/present/words/words.ts';
import { RESULTS } from '../present/sample-results.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';

/** Every outcome as the page shows it, looked at with the eyes of those who use it differently. */
const ORIGIN = 'http://outcomes.localhost';
const DESK = { width: 1280, height: 900 };
/** A desk's screen at 400 %. */
const NARROW = { width: 320, height: 640 };

let browser: Browser;
let page: Page;
beforeAll(async () => {
  const manifest = JSON.parse(await readFile('dist/pages/.vite/manifest.json', 'utf8'));
  const style = await readFile(`dist/pages/${manifest['src/pages/style.css'].file}`, 'utf8');
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: DESK });
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/style.css') return route.fulfill({ contentType: 'text/css', body: style });
    const [, verdict, language] = pathname.split('/');
    const body = renderOutcomePage(verdict as Verdict, language as Language, '/style.css');
    return route.fulfill({ contentType: 'text/html', body });
  });
});
afterAll(() => browser?.close());

/** The text that can be seen, on one line. */
const readText = async (selector: string) =>
  (await page.locator(selector).innerText()).replace(/\s+/g, ' ').trim();

describe.each(LANGUAGES.flatMap((language) => VERDICTS.map((verdict) => [verdict, language] as const)))(
  '%s (%s)',
  (verdict, language) => {
    const { visual, headline, sentence, advice } = describeOutcome(RESULTS[verdict], WORDS[language]);

    it('is a picture, a word, a sentence and what to do, on any screen and on paper', async () => {
      await page.goto(`${ORIGIN}/${verdict}/${language}`);
      const band = page.locator('article.result > :first-child');
      expect(await band.locator(`svg.icon-${visual}`).count()).toBe(1);
      expect(await band.locator('h1').textContent()).toContain(headline);
      expect(await band.textContent()).toContain(sentence);
      expect(await readText('article.result')).toContain(advice);

      await page.setViewportSize(NARROW);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(NARROW.width);
      await page.setViewportSize(DESK);

      await page.emulateMedia({ media: 'print' });
      const printed = await readText('body');
      for (const text of [headline, sentence, advice]) expect(printed).toContain(text);
      expect(await page.locator('button:visible').count()).toBe(0);
      await page.emulateMedia({ media: 'screen' });
    });

    it('passes axe', async () => {
      await page.emulateMedia({ colorScheme: language === 'en' ? 'light' : 'dark' });
      await page.goto(`${ORIGIN}/${verdict}/${language}`);
      expect(await findViolations(page)).toEqual([]);
    });
  },
);

it('each class has a shape of its own, which stays where the system chooses the colours', async () => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const shapes = new Map<string, Set<string>>();
  for (const verdict of VERDICTS) {
    await page.goto(`${ORIGIN}/${verdict}/en`);
    const { visual } = describeOutcome(RESULTS[verdict], WORDS.en);
    const icon = page.locator('.verdict svg.icon').first();
    const [stroke, ground] = await page.evaluate<string[]>(
      `[getComputedStyle(document.querySelector('.verdict [stroke]')).stroke, getComputedStyle(document.body).backgroundColor]`,
    );
    expect(stroke).not.toBe(ground);
    shapes.set(visual, (shapes.get(visual) ?? new Set()).add(await icon.innerHTML()));
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
  }
  expect([...shapes.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1, 1]);
  expect(new Set([...shapes.values()].flatMap((set) => [...set])).size).toBe(5);
});
