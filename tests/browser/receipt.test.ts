import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { writeReceiptHtml } from '../../src/present/receipt/receipt-html.tsx';
import { receiptOf } from '../../src/present/receipt/receipt-of.ts';
import { WORDS } from '../../src/present/words/all-words.ts';
import { didWebOf } from '../../src/proof/did-url.ts';
import { RESULTS } from '../present/sample-results.ts';
import { partAward } from '../support/awards.ts';
import { launchBrowser } from '../support/browser.ts';
import { serveTestInstance } from '../support/served-instance.ts';
import type { TestInstance } from '../support/test-instance.ts';

let browser: Browser;
let instance: TestInstance & { publicUrl: string };
let credential: string;
let page: Page;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
  const issued = await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  credential = issued.credential.body;
  page = await browser.newPage();
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

async function check(text: string): Promise<void> {
  await page.goto(`${instance.publicUrl}/verify`);
  const policy = {
    name: 'Lincoln USD',
    issuers: [{ id: didWebOf(instance.publicUrl), name: 'Known County' }],
  };
  await page.setInputFiles('#policy', {
    name: 'policy.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(policy)),
  });
  await page.setInputFiles('#file', {
    name: 'nunez.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await page.click('#check-form button[type=submit]');
  await page.waitForSelector('body > .receipts .receipt', { state: 'attached' });
}

async function readPdf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    texts.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  return { pages: pdf.numPages, text: texts.join('').replace(/\s+/g, '') };
}

describe('the receipt of the verifier page', () => {
  it('is what is printed, on one page, with the name that was typed; and nothing of it is kept', async () => {
    await check(credential);
    expect(await page.isVisible('body > .receipts')).toBe(false);
    await page.fill('#checker-name', 'Maria López');
    await page.waitForFunction("document.querySelector('.receipts').textContent.includes('Maria López')");
    for (const format of ['Letter', 'A4'] as const) {
      const { pages, text } = await readPdf(await page.pdf({ format }));
      expect([format, pages]).toEqual([format, 1]);
      for (const said of [
        'MariaLópez',
        'LincolnUSD',
        'KnownCounty',
        'AnaNúñez',
        'nunez.json',
        'Statuscanchange',
      ])
        expect(text).toContain(said);
      expect(text).not.toContain('Technicaldetails');
    }
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    expect(page.url()).toBe(`${instance.publicUrl}/verify`);
  });

  it('is saved as PDF without sending anything but for the page’s own files', async () => {
    await check(credential);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('[data-receipt="save"]'),
    ]);
    expect(download.suggestedFilename()).toMatch(/^receipt-[a-z0-9-]+-\d{4}-\d\d-\d\d\.pdf$/);
    const { pages, text } = await readPdf(await readFile(await download.path()));
    expect(pages).toBe(1);
    expect(text).toContain('AnaNúñez');
    const assets = new RegExp(`^GET (blob:)?${instance.publicUrl}/(assets/[\\w.-]+|[\\w-]+)$`);
    for (const request of asked) expect(request).toMatch(assets);
    page.removeAllListeners('request');
  });

  it('of a forged file says so, quotes the file only as a quotation, and goes with the next check', async () => {
    await check(credential.replace('Ana Núñez', 'Ana Núñes'));
    const text = (await page.textContent('body > .receipts')) ?? '';
    expect(text).toContain('Not genuine');
    expect(text.replaceAll('“Ana Núñes”', '')).not.toContain('Núñes');
    await page.click('[data-action=check-another]');
    expect(await page.locator('body > .receipts').count()).toBe(0);
  });

  it('is printed without JavaScript too, as the server checked it', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${instance.publicUrl}/verify`);
    await plain.setInputFiles('#file', {
      name: 'nunez.json',
      mimeType: 'application/json',
      buffer: Buffer.from(credential),
    });
    await plain.click('#check-form button[type=submit]');
    await plain.waitForSelector('.verdict');
    const { pages, text } = await readPdf(await plain.pdf({ format: 'Letter' }));
    expect(pages).toBe(1);
    expect(text).toContain('Bytheserverofthissite');
    await context.close();
  });

  it('fits one page in both languages', async () => {
    const style = await readFile('src/pages/styles/receipt.css', 'utf8');
    const recheckUrl =
      'https://badges.example.org/verify?url=https%3A%2F%2Fbadges.example.org%2Fc%2Fq7Jm2xVt9KfRw3Lp';
    // Not the verifier’s page, whose policy allows no style inside.
    const blank = await browser.newPage();
    for (const words of Object.values(WORDS)) {
      const receipt = await receiptOf(RESULTS.sample, {
        ...{ words, policyName: 'Lincoln USD', policySha256: 'cd'.repeat(32), source: 'nunez.json' },
        ...{ checkedWith: 'page', checkerName: 'Maria López', recheckUrl },
      });
      await blank.setContent(writeReceiptHtml(receipt, words, style));
      for (const format of ['Letter', 'A4'] as const)
        expect((await readPdf(await blank.pdf({ format }))).pages).toBe(1);
    }
  });
});
