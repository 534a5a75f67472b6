import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { toBuffer } from 'qrcode';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readVerifierTexts } from '../../src/cli/read-built-verifier.ts';
import { renderVerifierFiles } from '../../src/http/render-verifier-site.tsx';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { EMPTY_POLICY } from '../../src/model/policy.ts';
import { partAward } from '../support/awards.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';
import { createKeyIssuer, sign } from '../support/test-issuer.ts';
import { buildMicro } from '../verify/sample-credentials.ts';

/** What people with bad intentions hand in, and addresses that they send round. */
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

async function drop(files: readonly { name: string; text: string }[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    (all) => {
      const transfer = new DataTransfer();
      for (const { name, text } of all) transfer.items.add(new File([text], name));
      return transfer;
    },
    files as { name: string; text: string }[],
  );
  await page.dispatchEvent('#dropzone', 'drop', { dataTransfer });
}

async function check(text: string): Promise<string> {
  await page.fill('#credential', text);
  await page.click('#check-form button[type=submit]');
  await page.waitForSelector('#verdict');
  return (await page.textContent('#verdict')) ?? '';
}

async function finishTable(): Promise<string[]> {
  await page.waitForSelector('.many');
  await page.waitForSelector('[data-many="cancel"]', { state: 'hidden' });
  return page.locator('.many-table tbody tr').allInnerTexts();
}

it('a policy that comes like a credential trusts nobody before someone says so', async () => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(`${instance.publicUrl}/verify`);
  const name = 'State \u202eoffice';
  await drop([
    { name: 'credential.json', text: JSON.stringify({ name, issuers: [{ id: 'did:web:x.example', name }] }) },
  ]);
  await expect.poll(() => asked).toHaveLength(1);
  expect(asked[0]).toContain('“State office”');
  expect(await page.evaluate("document.getElementById('policy').files.length")).toBe(0);
  expect(await check(credential)).toContain('Valid');
});

it('an address that changes under a table adds to it, and takes nothing away', async () => {
  await page.goto(`${instance.publicUrl}/verify`);
  const forged = credential.replace('Ana', 'Eva');
  await drop([
    { name: 'a.json', text: forged },
    { name: 'b.json', text: 'nothing' },
  ]);
  expect(await finishTable()).toHaveLength(2);
  await page.evaluate((link) => {
    location.hash = new URLSearchParams({ url: link }).toString();
  }, shareUrl);
  await page.waitForSelector('.many-table tbody tr:nth-child(3)');
  const rows = (await finishTable()).join('\n');
  expect(rows).toContain('a.json');
  expect(rows).toContain(shareUrl);
});

it.each([
  'javascript:document.title=1',
  'data:text/html,<script>document.title=1</script>',
  '{"type":"VerifiableCredential"}',
])('an address that brings %s along checks nothing', async (link) => {
  await page.goto(`${instance.publicUrl}/verify#${new URLSearchParams({ url: link })}`);
  await page.waitForLoadState('networkidle');
  expect(await page.isVisible('#check')).toBe(true);
  expect([await page.isVisible('#result'), await page.inputValue('#credential')]).toEqual([false, '']);
});

it('a picture whose code leads elsewhere says in the table where its answer is from', async () => {
  const picture = await toBuffer(shareUrl, { scale: 6 });
  await page.goto(`${instance.publicUrl}/verify`);
  await page.setInputFiles('#file', [
    { name: 'badge.png', mimeType: 'image/png', buffer: picture },
    { name: 'b.json', mimeType: '', buffer: Buffer.from('nothing') },
  ]);
  await page.click('#check-form button[type=submit]');
  const [, row] = await finishTable();
  expect(row).toContain('Valid');
  expect(row).toContain(`badge.png › ${shareUrl}`);
});

it('whom to trust by a copy is said to be a copy, and is not good', async () => {
  const own = await serveTestInstance();
  const issued = await issueCredential(own.issuing, partAward(), { actor: 'test' });
  await page.goto(`${own.publicUrl}/verify`);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.waitForFunction('navigator.serviceWorker.controller !== null');
  expect(await check(issued.credential.body)).toContain('Valid');
  expect(await page.locator('[data-question="issuer"].question-good').count()).toBe(1);
  await own.close();
  await page.reload();
  expect(await check(issued.credential.body)).toContain('Valid');
  // It is still recognized, by what the policy was.
  expect(await page.textContent('.verdict-sentence')).toContain('Issued by Test County');
  expect(await page.locator('.verdict-good, [data-question="issuer"].question-good').count()).toBe(0);
  expect(await page.textContent('.fetching')).toContain(new URL(own.publicUrl).host);
});

it('the page that is one file runs no text of its owner or of a credential, and tells nobody where it lies', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-one-file-'));
  const hostile = `</title></script><script>document.title='run'</script><!-- "'`;
  const built = await readVerifierTexts(resolve('dist/pages'), resolve('dist/single'));
  const files = renderVerifierFiles({ name: hostile, policy: { ...EMPTY_POLICY, name: hostile } }, built);
  await writeFile(join(folder, 'verifier.html'), files.get('verifier.html') ?? '');
  try {
    // As Firefox spells the origin of a file.
    await page.addInitScript(() => {
      Object.defineProperty(URL.prototype, 'origin', { get: () => 'null' });
    });
    await page.goto(pathToFileURL(join(folder, 'verifier.html')).href);
    expect(await page.title()).toContain(hostile);
    const stranger = await createKeyIssuer(9, hostile);
    const signed = await sign(stranger, buildMicro(stranger.did));
    const text = JSON.stringify({ ...signed, name: hostile, issuer: { id: stranger.did, name: hostile } });
    expect(await check(text)).toContain('Not genuine');
    expect(await page.title()).toMatch(/^Not genuine/);
    await page.waitForSelector('.receipts', { state: 'attached' });
    const printed = await page.locator('.receipts').textContent();
    expect(printed).toContain('Receipt');
    expect(printed).not.toContain(folder);
    expect(printed).not.toContain('Check again');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
