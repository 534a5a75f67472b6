import { readdir } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { partAward } from '../support/awards.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';

let browser: Browser;
let instance: ServedInstance;
let credential: string;
let shareUrl: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
  const issued = await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  credential = issued.credential.body;
  shareUrl = `${instance.publicUrl}/c/${issued.share?.id}`;
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ serviceWorkers: 'allow' });
  page = await context.newPage();
});
afterEach(() => context.close());

/** The page has put away what it needs, and opens by itself from now on. */
async function openOnce(address: string): Promise<void> {
  await page.goto(`${instance.publicUrl}${address}`);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.waitForFunction('navigator.serviceWorker.controller !== null');
}

async function listKept(): Promise<string[]> {
  return page.evaluate(`(async () => {
    const kept = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) kept.push(url);
    return kept;
  })()`);
}

describe('without a network', () => {
  it('the page opens, with all that it needs, and answers what can be answered', async () => {
    await openOnce('/verify');
    await context.setOffline(true);
    await page.reload();
    await page.fill('#credential', credential.replace(/"name":"Domain[^"]*"/, '"name":"Better"'));
    await page.click('#check-form button[type=submit]');
    await page.waitForSelector('#verdict');
    // The key cannot be had: that is what it says, and nothing better.
    expect(await page.textContent('#verdict')).toContain('We couldn’t finish');
  });

  it('every file of the page is there, also those that are loaded when used', async () => {
    await openOnce('/verify');
    const kept = (await listKept()).map((url) => new URL(url).pathname);
    const built = (await readdir('dist/pages/assets')).filter((name) => !name.startsWith('share-'));
    expect(kept.toSorted()).toEqual(
      [...built.map((name) => `/assets/${name}`), '/icon.svg', '/policy.json', '/verify'].toSorted(),
    );
    // Among them what is loaded late: the workers, the fonts of a receipt, the words.
    for (const late of [
      /check-worker-.*js$/,
      /qr-worker-.*js$/,
      /\.woff2?$/,
      /english-.*js$/,
      /spanish-.*js$/,
    ])
      expect(
        kept.some((path) => late.test(path)),
        String(late),
      ).toBe(true);
  });

  it('what is kept does not tell what was checked', async () => {
    await openOnce('/verify');
    // The first is told to nobody; the second is what older links have.
    for (const before of ['#url=', '?url=']) {
      await page.goto('about:blank');
      await page.goto(`${instance.publicUrl}/verify${before}${encodeURIComponent(shareUrl)}`);
      await page.waitForSelector('#verdict');
      expect(await page.textContent('#verdict')).toContain('Valid');
      const kept = await listKept();
      expect(kept.filter((url) => /[?#]|\/c\//.test(url))).toEqual([]);
    }
    const opened = await context.newPage();
    await context.setOffline(true);
    await opened.goto(`${instance.publicUrl}/verify`);
    expect(await opened.inputValue('#credential')).toBe('');
    expect(await opened.content()).not.toContain('/c/');
  });

  it('what was seen before is answered by its copies: with caution, and never as plainly valid', async () => {
    await openOnce('/verify');
    const check = async () => {
      await page.fill('#credential', credential);
      await page.click('#check-form button[type=submit]');
      await page.waitForSelector('#verdict');
      return page.innerText('#result');
    };
    expect(await check()).toMatch(/Valid.*in force today/s);
    await context.setOffline(true);
    await page.reload();
    const text = await check();
    expect(text).toContain('did not answer, so this result rests on the copy');
    expect(text).not.toContain('in force today.');
    const good = '.verdict-good, .question-good[data-question="in-force"]';
    expect(await page.locator(good).count()).toBe(0);
    expect(await page.textContent('#announcer')).not.toContain('Result: Valid.');
  });

  it('is told to forget what it has kept, and says so', async () => {
    await openOnce('/es/verify');
    const listDocuments = async () => (await listKept()).filter((url) => url.endsWith('/did.json'));
    await page.fill('#credential', credential);
    await page.click('#check-form button[type=submit]');
    await page.waitForSelector('#verdict');
    expect(await listDocuments()).toHaveLength(1);
    await page.click('text=Borrar lo que esta página ha guardado');
    await page.waitForSelector('text=Se borró.');
    expect(await listDocuments()).toEqual([]);
    // The page itself still opens without a network, which tells nothing of what was checked.
    await context.setOffline(true);
    await page.reload();
    await page.click('text=Borrar lo que esta página ha guardado');
    await page.waitForSelector('text=No había nada que borrar.');
  });

  it('other pages of the site are what they are', async () => {
    await openOnce('/verify');
    await context.setOffline(true);
    await expect(page.goto(shareUrl)).rejects.toThrow();
  });
});

it('can be installed', async () => {
  await page.goto(`${instance.publicUrl}/verify`);
  const address = await page.getAttribute('link[rel=manifest]', 'href');
  const manifest = await (await fetch(`${instance.publicUrl}${address}`)).json();
  expect(manifest).toMatchObject({ start_url: '/verify', scope: '/verify', display: 'standalone' });
  for (const { src, type } of manifest.icons) {
    const icon = await fetch(`${instance.publicUrl}${src}`);
    expect([icon.status, icon.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
  }
});
