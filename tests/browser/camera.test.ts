import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { renderQrSvg } from '../../src/present/qr.ts';
import { ENGLISH_SCAN } from '../../src/present/words/english/scan.ts';
import { partAward } from '../support/awards.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { FORBIDDEN_CAMERA, fakeCamera, NO_CAMERA } from '../support/fake-camera.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';

/** A real Chromium with a camera that shows what the test wants, a real service, and a credential that it issued. */
let dir: string;
let browser: Browser;
let forbidden: Browser;
let withoutCamera: Browser;
let instance: ServedInstance;
let shareUrl: string;
let context: BrowserContext;
let page: Page;
let requested: string[];

beforeAll(async () => {
  [dir, instance] = await Promise.all([mkdtemp(join(tmpdir(), 'lectern-camera-')), serveTestInstance()]);
  const issued = await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  shareUrl = `${instance.publicUrl}/c/${issued.share?.id}`;
  // First, and for a while, one that is none of ours: the camera goes on looking.
  const offer = 'openid-credential-offer://?credential_offer_uri=x';
  const args = await fakeCamera(dir, [offer, offer, offer, shareUrl]);
  [browser, forbidden, withoutCamera] = (await Promise.all(
    [args, FORBIDDEN_CAMERA, NO_CAMERA].map((switches) => launchBrowser(switches)),
  )) as [Browser, Browser, Browser];
});
afterAll(async () => {
  await Promise.all([browser, forbidden, withoutCamera].map((one) => one?.close()));
  await instance?.close();
  await rm(dir, { recursive: true, force: true });
});
afterEach(() => context.close());

async function openPage(of = browser): Promise<void> {
  context = await of.newContext();
  page = await context.newPage();
  requested = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.goto(`${instance.publicUrl}/verify`);
}

async function waitForStatus(text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.getElementById('scan-status')?.textContent?.includes(wanted),
    text,
  );
}

async function readVerdict(): Promise<string> {
  await page.waitForSelector('#verdict');
  return (await page.textContent('#verdict')) ?? '';
}

const isFocused = (id: string) => page.evaluate((wanted) => document.activeElement?.id === wanted, id);

/** Keeps the page's camera streams, to see whether they were ended. */
const KEEP_STREAMS = `
  globalThis.streams = [];
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    streams.push(stream);
    return stream;
  };`;
/** Keeps what the dialog's live region said. */
const KEEP_WORDS = `
  globalThis.said = [];
  new MutationObserver(() => {
    const text = document.getElementById('scan-status')?.textContent ?? '';
    if (text !== '' && said.at(-1) !== text) said.push(text);
  }).observe(document.body, { subtree: true, childList: true });`;
const readTracks = (): Promise<string[]> =>
  page.evaluate('streams.flatMap((stream) => stream.getTracks().map(({ readyState }) => readyState))');

describe('the camera', () => {
  it('reads the code on a credential and shows the answer, passing by a code that is none', async () => {
    await openPage();
    // The code for it is loaded when it is used.
    expect(requested.filter((url) => /qr|scan/.test(url))).toEqual([]);
    await page.evaluate(KEEP_STREAMS);
    await page.evaluate(KEEP_WORDS);
    await page.click('#scan');
    expect(await readVerdict()).toContain('Valid');
    expect(await page.evaluate('said')).toEqual([
      ENGLISH_SCAN.starting,
      ENGLISH_SCAN.searching,
      ENGLISH_SCAN.codeProblem['wallet-offer']({}),
    ]);
    expect(await readTracks()).toEqual(['ended']);
    expect(await page.locator('dialog').count()).toBe(0);
    expect(requested.filter((url) => !url.startsWith(instance.publicUrl))).toEqual([]);
  });

  it('is off as soon as the dialog is closed with Esc, and the focus is where it was', async () => {
    await openPage();
    await page.evaluate(KEEP_STREAMS);
    // Nothing that can be checked comes before the camera, so that the dialog stays.
    await page.evaluate('Worker.prototype.postMessage = () => {}');
    await page.focus('#scan');
    await page.keyboard.press('Enter');
    await waitForStatus(ENGLISH_SCAN.searching);
    expect(await isFocused('scan-close')).toBe(true);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findViolations(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate('document.querySelector("dialog").scrollWidth <= innerWidth')).toBe(true);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await isFocused('scan')).toBe(true);
    expect(await readTracks()).toEqual(['ended']);
  });

  it('is off while the page cannot be seen', async () => {
    await openPage();
    await page.evaluate(KEEP_STREAMS);
    await page.evaluate('Worker.prototype.postMessage = () => {}');
    await page.click('#scan');
    await waitForStatus(ENGLISH_SCAN.searching);
    const turn = (isHidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, value: ${isHidden} });
        document.dispatchEvent(new Event('visibilitychange'));`);
    await turn(true);
    expect(await readTracks()).toEqual(['ended']);
    await turn(false);
    await page.waitForFunction(
      () => (globalThis as unknown as { streams: MediaStream[] }).streams.length === 2,
    );
    // Until the picture is there again, what is below it still moves.
    await page.waitForSelector('#scan-video', { state: 'visible' });
    await waitForStatus(ENGLISH_SCAN.searching);
    await page.click('#scan-close');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await readTracks()).toEqual(['ended', 'ended']);
  });

  it('says how to allow it when it may not be used, and takes a photo instead', async () => {
    await openPage(forbidden);
    await page.click('#scan');
    await waitForStatus(ENGLISH_SCAN.cameraProblem.denied);
    expect(await page.isVisible('#scan-video')).toBe(false);
    await page.evaluate('navigator.mediaDevices.getUserMedia = async () => new MediaStream()');
    await page.click('#scan-retry');
    await waitForStatus(ENGLISH_SCAN.searching);
    expect(await isFocused('scan-close')).toBe(true);
    await page.setInputFiles('#scan-photo', {
      name: 'x.png',
      mimeType: 'image/png',
      buffer: await drawPage(''),
    });
    await waitForStatus(ENGLISH_SCAN.codeProblem['no-code']({}));
    const code = renderQrSvg(shareUrl, { sample: false });
    await page.setInputFiles('#scan-photo', {
      name: 'x.png',
      mimeType: 'image/png',
      buffer: await drawPage(code),
    });
    expect(await readVerdict()).toContain('Valid');
  });

  it('is not missed where there is none', async () => {
    await openPage(withoutCamera);
    await page.click('#scan');
    await waitForStatus(ENGLISH_SCAN.cameraProblem.none);
    expect(await findViolations(page)).toEqual([]);
  });
});

/** What a page with this on it looks like. */
async function drawPage(
  html: string,
  options: { type?: 'png' | 'jpeg'; quality?: number; width?: number; height?: number } = {},
): Promise<Buffer> {
  const { type = 'png', quality, width = 500, height = 500 } = options;
  const drawing = await context.newPage();
  await drawing.setViewportSize({ width, height });
  await drawing.setContent(
    `<style>svg { width: 240px; display: block; margin: 60px auto }</style><p>To whom it may concern</p>${html}`,
  );
  const picture = await drawing.screenshot({ type, ...(quality === undefined ? {} : { quality }) });
  await drawing.close();
  return picture;
}

async function handInPicture(name: string, mimeType: string, buffer: Buffer): Promise<string> {
  await page.setInputFiles('#file', { name, mimeType, buffer });
  await page.click('#check-form button[type=submit]');
  return readVerdict();
}

describe('a picture that is handed in', () => {
  it('leads to the credential when it is a screenshot of its page', async () => {
    await openPage();
    const share = await context.newPage();
    await share.setViewportSize({ width: 1400, height: 900 });
    await share.goto(shareUrl);
    const screenshot = await share.screenshot({ fullPage: true });
    expect(await handInPicture('screen.png', 'image/png', screenshot)).toContain('Valid');
    expect(await page.textContent('#result')).toContain('Ana Núñez');
  });

  it('leads to the credential when it is a rotated photo of a printed page', async () => {
    await openPage();
    const code = `<div style="transform: perspective(900px) rotateX(14deg) rotate(11deg); filter: blur(1px) contrast(.5)">${renderQrSvg(shareUrl, { sample: false })}</div>`;
    const photo = await drawPage(code, { type: 'jpeg', quality: 40, width: 1300, height: 1000 });
    expect(await handInPicture('photo.jpg', 'image/jpeg', photo)).toContain('Valid');
  });

  it('with a code for a wallet is said to be one, and with several codes, that one is wanted', async () => {
    await openPage();
    const draw = (text: string) => renderQrSvg(text, { sample: false });
    const offer = await drawPage(draw('openid-credential-offer://?credential_offer_uri=https://x.example'));
    expect(await handInPicture('x.png', 'image/png', offer)).toContain('wallet app');
    const two = draw('https://a.example/c/1') + draw('https://b.example/c/2');
    await page.goto(`${instance.publicUrl}/verify`);
    requested.length = 0;
    const picture = await drawPage(two, { width: 500, height: 800 });
    expect(await handInPicture('x.png', 'image/png', picture)).toContain('Several QR codes');
    expect(requested.filter((url) => !url.startsWith(instance.publicUrl))).toEqual([]);
  });

  it('without a code, or that only begins like one, holds no credential', async () => {
    await openPage();
    const picture = await drawPage('');
    expect(await handInPicture('x.png', 'image/png', picture)).toContain('No credential');
    await page.goto(`${instance.publicUrl}/verify`);
    const broken = picture.subarray(0, 200);
    expect(await handInPicture('x.png', 'image/png', broken)).toContain('No credential');
  });
});
