import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { VerificationResult } from '../../src/model/verification.ts';
import { verifyBytes } from '../../src/verify/verify-bytes.ts';
import { launchBrowser } from '../support/browser.ts';
import {
  type Bytes,
  bakedPng,
  bakedSvg,
  bytesOf,
  END,
  HEADER,
  packedChunk,
  pdfWith,
  pngOf,
  svgElement,
  zipOf,
} from '../support/containers.ts';
import {
  type ExpectedCredential,
  interopDocuments,
  readInteropBytes,
  readInteropJson,
  readInteropText,
} from '../support/interop.ts';
import { serveTestInstance } from '../support/served-instance.ts';
import type { TestInstance } from '../support/test-instance.ts';

/** The pure rooms run in Node and in the browser: the same files must get the same answers, check for check. */
let browser: Browser;
let instance: TestInstance & { publicUrl: string };
beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

const NOW = '2026-11-21T12:00:00Z';

async function bundleForPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: false,
      lib: { entry: 'tests/browser/verify-in-page.ts', formats: ['iife'], name: 'page' },
    },
  });
  const [{ output }] = built as { output: { code: string }[] }[] as [{ output: [{ code: string }] }];
  return output[0].code;
}

/** In everything that may contain a credential, also wrongly. */
async function wrap(json: string): Promise<Bytes[]> {
  const bomb = packedChunk(Buffer.alloc(40_000_000, ' '));
  return [
    bytesOf(bakedPng(json), 'more'),
    pngOf(HEADER, packedChunk(json), END),
    pngOf(HEADER, bomb, END),
    bytesOf(bakedSvg(svgElement(json))),
    await pdfWith({ 'a.json': json, 'b.png': bakedPng(json) }),
    zipOf({ name: 'a.json', content: json }, { name: 'b.pdf', content: await pdfWith({ a: json }) }),
    zipOf({ name: 'a', content: json, says: { size: 9 } }),
    zipOf({ name: 'a', content: Buffer.alloc(11_000_000) }),
    bytesOf('PK\x03\x04'),
  ];
}

it('answers in Chromium exactly what it answers in Node, for every credential that others made and in every container', async () => {
  const others = readInteropJson<ExpectedCredential[]>('expected.json').map(({ file }) =>
    readInteropBytes(file),
  );
  const files = [...others, ...(await wrap(readInteropText('credentials/1edtech/simple.json')))];
  const index = readInteropJson<Record<string, string>>('documents/index.json');
  const documents = Object.fromEntries(
    Object.entries(index).map(([url, file]) => [url, readInteropJson<JsonObject>(`documents/${file}`)]),
  );
  const page = await browser.newPage({ bypassCSP: true });
  // WebCrypto is there on a secure origin only, as on every page that Lectern serves.
  await page.goto(`${instance.publicUrl}/healthz`);
  await page.addScriptTag({ content: await bundleForPage() });
  const asked = JSON.stringify([files.map((bytes) => [...bytes]), documents, NOW]);
  const inPage: VerificationResult[] = await page.evaluate(`verifyInPage(...${asked})`);
  const inNode = await Promise.all(
    files.map((bytes) => verifyBytes(bytes, { fetchDocument: interopDocuments, now: new Date(NOW) })),
  );
  expect(inPage).toEqual(JSON.parse(JSON.stringify(inNode)));
});
