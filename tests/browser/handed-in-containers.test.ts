import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { partAward } from '../support/awards.ts';
import { launchBrowser } from '../support/browser.ts';
import { bakedPng, bakedSvg, bytesOf, pdfWith, svgElement, zipOf } from '../support/containers.ts';
import { serveTestInstance } from '../support/served-instance.ts';
import type { TestInstance } from '../support/test-instance.ts';

/** The verifier page as it is built and served, with its own security policy: each reader is loaded when it is needed. */
let browser: Browser;
let instance: TestInstance & { publicUrl: string };
beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

it('reads pictures, PDFs and archives, and sends none of them anywhere', async () => {
  const { credential } = await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  const json = credential.body;
  const forged = json.replace('Ana N', 'Eva N');
  const files: [name: string, content: Uint8Array, answer: string][] = [
    ['badge.png', bakedPng(json), 'Valid'],
    ['badge.svg', bytesOf(bakedSvg(svgElement(json))), 'Valid'],
    ['letter.pdf', await pdfWith({ 'a.json': json }), 'Valid'],
    ['all.zip', zipOf({ name: 'a.png', content: bakedPng(json) }), 'Valid'],
    ['forged.zip', zipOf({ name: 'a.png', content: bakedPng(forged) }), 'Not genuine'],
    ['photo.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'No credential'],
  ];
  const page = await browser.newPage();
  const sent: string[] = [];
  page.on('request', (request) => void (request.method() === 'GET' || sent.push(request.url())));
  for (const [name, content, answer] of files) {
    await page.goto(`${instance.publicUrl}/verify`);
    await page.setInputFiles('#file', { name, mimeType: '', buffer: Buffer.from(content) });
    await page.click('#check-form button[type=submit]');
    await page.waitForSelector('#verdict');
    expect([name, await page.textContent('#verdict')]).toEqual([name, expect.stringContaining(answer)]);
  }
  expect(sent).toEqual([]);
});
