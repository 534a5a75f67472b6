import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { verifierPath } from '../../src/present/verifier-path.ts';
import { WORDS } from '../../src/present/words/all-words.ts';
import { LANGUAGES } from '../../src/present/words/words.ts';
import { partAward } from '../support/awards.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { FORBIDDEN_CAMERA } from '../support/fake-camera.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';

/**
 * The verifier page without a mouse, in both languages: every stop can be seen, focus goes where the answer is and is never lost, and
 * the live region says what happens, no more. In each state axe looks too (docs/accessibility.md).
 */
let browser: Browser;
let instance: ServedInstance;
const valid: string[] = [];
let expired: string;
let context: BrowserContext;
let page: Page;
/** Holds back the lists of withdrawals until it is called. */
let release: () => void;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(FORBIDDEN_CAMERA), serveTestInstance()]);
  for (const name of ['Ana Núñez', 'Bea Brown', 'Cleo Chen']) valid.push(await issue(name));
  const { now } = instance.clock;
  instance.clock.now = new Date('2026-05-20T12:00:00Z');
  expired = await issue('Edna Expired', { validUntil: '2026-06-01' });
  instance.clock.now = now;
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.addInitScript(`
    globalThis.said = [];
    addEventListener('DOMContentLoaded', () => {
      const region = document.getElementById('announcer');
      if (region === null) return;
      const hear = () => region.textContent !== '' && said.push(region.textContent);
      new MutationObserver(hear).observe(region, { childList: true, characterData: true, subtree: true });
    });`);
});
afterEach(() => context.close());

async function issue(name: string, changes: Parameters<typeof partAward>[1] = {}): Promise<string> {
  const holder = { name, email: `${name.replace(/\W/g, '').toLowerCase()}@teachers.example` };
  const award = partAward('tlms-1', { holder, ...changes });
  const { share } = await issueCredential(instance.issuing, award, { actor: 'test' });
  return `${instance.publicUrl}/c/${share?.id}`;
}

async function holdLists({ andThen }: { andThen: 'continue' | 'abort' }): Promise<void> {
  const gate = new Promise<void>((open) => {
    release = open;
  });
  await page.route('**/status/*', async (route) => {
    await gate;
    await route[andThen]();
  });
}

const isOn = (selector: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

/** What has the focus is on the screen and has a line around it that can be seen. */
async function expectSeen(): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    const { top, bottom, left, right } = focused.getBoundingClientRect();
    const isThere = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return {
      is: focused.outerHTML.slice(0, 99),
      outlineStyle,
      isWide: parseFloat(outlineWidth) >= 2,
      isThere,
    };
  });
  if (seen !== null) expect(seen).toMatchObject({ outlineStyle: 'solid', isWide: true, isThere: true });
}

/** From stop to stop until this one; each of them can be seen. */
async function tabTo(selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let i = 0; i < 60 && !(await isOn(selector)); i++) {
    await page.keyboard.press(key);
    await expectSeen();
  }
  expect(await isOn(selector), `focus on ${selector}`).toBe(true);
}

async function pressOn(selector: string, key?: 'Tab' | 'Shift+Tab'): Promise<void> {
  await tabTo(selector, key);
  await page.keyboard.press('Enter');
}

/** As a paste does. */
async function handIn(text: string): Promise<void> {
  await tabTo('#credential');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
  await pressOn('#check-form button[type=submit]');
}

const said = (): Promise<string[]> => page.evaluate('said.splice(0)');

describe.each(LANGUAGES)('with the keyboard alone, in language %s', (language) => {
  const words = WORDS[language];
  const { box, many, progress } = words;
  const headline = words.many.categories.valid;

  /** What axe finds, in this state. */
  async function expectClean(state: string): Promise<void> {
    expect([state, await findViolations(page)]).toEqual([state, []]);
  }

  beforeEach(async () => {
    await page.goto(instance.publicUrl + verifierPath(language));
    await page.waitForSelector('#scan:visible');
  });

  it('a link is checked, its answer read, a receipt named, and another begun', async () => {
    await page.keyboard.press('Tab');
    expect(await isOn('a.skip')).toBe(true);
    await expectSeen();
    await page.keyboard.press('Enter');
    // Past everything above it: the next stop is in what the page is for.
    await page.keyboard.press('Tab');
    expect(await isOn('#credential')).toBe(true);
    await expectClean('form');

    await pressOn('#check-form button[type=submit]');
    await page.waitForSelector('#form-problem:visible');
    expect(await isOn('#credential[aria-invalid="true"][aria-describedby~="form-problem"]')).toBe(true);
    expect(await page.textContent('#form-problem')).toBe(box.nothing);
    await expectClean('problem');

    await holdLists({ andThen: 'continue' });
    await handIn(valid[0] ?? '');
    await page.waitForSelector('.progress .spinner-active');
    expect(await isOn('#progress')).toBe(true);
    await expectClean('progress');
    release();
    await page.waitForSelector('#verdict');
    expect(await isOn('#verdict')).toBe(true);
    await expectSeen();
    expect(await page.innerText('#verdict')).toContain(headline);
    expect(await said()).toEqual([progress.checkingCount(1), progress.result(headline)]);

    await tabTo('.questions summary');
    expect(await page.innerText('.questions summary >> nth=0')).toContain(words.checks.howWeKnow);
    await page.keyboard.press('Enter');
    expect(await isOn('details[open] > summary')).toBe(true);
    await tabTo('#checker-name');
    await page.keyboard.type('Maria López');
    await page.waitForSelector('.receipts:has-text("Maria López")', { state: 'attached' });
    await expectClean('result, with how we know and the receipt form');

    await pressOn('[data-action="check-another"]', 'Shift+Tab');
    await page.waitForSelector('#result', { state: 'hidden' });
    expect(await isOn('#credential')).toBe(true);
    expect(await page.inputValue('#credential')).toBe('');
    expect(await page.getAttribute('#credential', 'aria-invalid')).toBe(null);
    expect(await page.isVisible('#form-problem')).toBe(false);
    expect(await said()).toEqual([]);
  });

  it('many are checked, filtered, opened, grouped, and those that did not finish are tried again', async () => {
    const nothing = Array.from({ length: 16 }, (_, i) => `${instance.publicUrl}/c/nothing-is-here-${i + 10}`);
    await holdLists({ andThen: 'abort' });
    await handIn([...valid, expired, ...nothing].join('\n'));
    await page.waitForSelector('.many-table .spinner-active');
    expect(await isOn('#many-heading')).toBe(true);
    await expectSeen();
    await expectClean('table running');
    release();
    await page.waitForSelector('[data-many="receipts"]:visible');
    const heard = await said();
    expect(heard[0]).toBe(many.gathering);
    expect(heard.at(-1)).toBe(await page.textContent('[data-many="progress"]'));
    expect(heard.at(-1)).toContain('20');
    const steps = Array.from({ length: 21 }, (_, done) => many.progress(done, 20));
    const told = heard.slice(1, -1).map((one) => steps.indexOf(one));
    // Nothing else; each tenth at most once, and in order.
    expect(told).not.toContain(-1);
    const tenths = told.map((done) => Math.floor(done / 2));
    expect(tenths).toEqual([...new Set(tenths)].sort((one, other) => one - other));
    await expectClean('table done');

    await page.unroute('**/status/*');
    await pressOn('[data-many="retry"]');
    await page.waitForSelector(`.many-filter-valid:has-text("${many.count(3, many.categories.valid)}")`);
    await page.waitForSelector('[data-many="receipts"]:visible');
    // The button has gone, and left the focus where the answer is.
    expect(await isOn('#many-heading')).toBe(true);

    await pressOn('.many-filter-valid');
    expect(await isOn('.many-filter-valid[aria-pressed="true"]')).toBe(true);
    expect(await page.locator('.many-table tbody tr:visible').count()).toBe(3);
    await pressOn('[data-many="group"]');
    expect(await isOn('[data-many="group"][aria-pressed="true"]')).toBe(true);
    await expectClean('grouped');
    await pressOn('.many-open');
    expect(await isOn('.many-open[aria-expanded="true"]')).toBe(true);
    expect(await page.locator('.many-detail:visible').innerText()).toContain(headline);
    await expectClean('row open');
    await page.keyboard.press('Enter');
    expect(await isOn('.many-open[aria-expanded="false"]')).toBe(true);

    await pressOn('[data-many="add"]', 'Shift+Tab');
    expect(await isOn('#credential')).toBe(true);
    await page.keyboard.insertText(`${instance.publicUrl}/c/nothing-is-here-99`);
    await pressOn('#check-form button[type=submit]');
    await page.waitForSelector('.many-table tr:has-text("nothing-is-here-99")', { state: 'attached' });
    await page.waitForSelector('[data-many="receipts"]:visible');

    await pressOn('[data-many="receipts"]', 'Shift+Tab');
    await page.waitForSelector('#checker-name:focus');
    await expectSeen();
    await expectClean('receipts form');
    await pressOn('[data-action="check-another"]', 'Shift+Tab');
    await page.waitForSelector('#result', { state: 'hidden' });
    expect(await isOn('#credential')).toBe(true);
  });

  it('the dialog of the camera keeps the focus, closes with Esc, and gives it back', async () => {
    await pressOn('#scan');
    await page.waitForSelector('dialog.scan[open]');
    await page.waitForSelector('#scan-status:not(:empty)');
    expect(await isOn('dialog.scan *')).toBe(true);
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Tab');
      // A browser lets its own buttons have a turn, the page behind never.
      expect(await isOn('dialog.scan *, body, dialog.scan')).toBe(true);
      await expectSeen();
    }
    await expectClean('camera dialog');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.scan', { state: 'detached' });
    expect(await isOn('#scan')).toBe(true);
    await expectSeen();
  });
});
