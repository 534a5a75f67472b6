import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { launchBrowser } from '../support/browser.ts';
import { type OutsideWorld, openOutsideWorld } from '../support/outside-world.ts';
import { findFreePort, runCli } from '../support/run-cli.ts';
import { createTestWorld, sign } from '../support/test-issuer.ts';
import { buildMicro } from '../verify/sample-credentials.ts';

/** The verifier of a state, made by the command, on a web host that knows nothing of Lectern, and as a file. */
const POLICY = {
  name: 'Test State',
  roots: [],
  issuers: [{ id: 'did:web:badges.example.org', name: 'Known </script><b>County</b>' }],
  rules: {},
};

let browser: Browser;
let context: BrowserContext;
let page: Page;
let server: Server;
let site: string;
let folder: string;
let dir: string;
let documents: Map<string, JsonObject>;
let credential: JsonObject;
let world: OutsideWorld;

beforeAll(async () => {
  const { documents: published, issuer } = await createTestWorld();
  documents = published;
  world = await openOutsideWorld(documents);
  credential = await sign(issuer, buildMicro(issuer.did));
  folder = await mkdtemp(join(tmpdir(), 'lectern-verifier-'));
  dir = join(folder, 'verifier');
  const policy = join(folder, 'policy.json');
  await writeFile(policy, JSON.stringify(POLICY));
  const made = await runCli([
    'export',
    'verifier',
    dir,
    '--policy',
    policy,
    '--name',
    'State <of> "Test" </script>',
  ]);
  expect([made.code, made.stderr]).toEqual([0, '']);
  const port = await findFreePort();
  server = createServer((request, response) => serveFile(request.url ?? '', response)).listen(port);
  site = `http://localhost:${port}/tools/verifier/`;
  browser = await launchBrowser(world.browserArgs);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  world?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  context = await browser.newContext({ serviceWorkers: 'allow' });
  page = await context.newPage();
  world.asked.length = 0;
});
afterEach(() => context.close());

const TYPES: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
};

/** A web host as they all are. */
async function serveFile(url: string, response: ServerResponse): Promise<void> {
  const path = new URL(url, 'http://localhost').pathname.replace('/tools/verifier/', '');
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  try {
    const body = await readFile(join(dir, file));
    response.setHeader('content-type', TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}

async function check(address: string, handedIn: string): Promise<string> {
  await page.goto(address);
  await page.fill('#credential', handedIn);
  await page.click('#check-form button[type=submit]');
  await page.waitForSelector('#verdict');
  return (await page.textContent('#verdict')) ?? '';
}

const forged = () => JSON.stringify({ ...credential, name: 'Domain II' });

describe.each([
  ['on a web host, below a path', () => site, () => `${site}es/`],
  [
    'as one file',
    () => pathToFileURL(join(dir, 'verifier.html')).href,
    () => pathToFileURL(join(dir, 'verifier.es.html')).href,
  ],
])('the exported verifier %s', (_, english, spanish) => {
  it('says what the service’s page says, by its own policy, in both languages', async () => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    expect(await check(english(), JSON.stringify(credential))).toContain('Valid');
    expect(await page.textContent('.result')).toContain('Known </script><b>County</b>');
    expect(await page.textContent('.site-footer')).toContain('Test State');
    expect(await check(spanish(), JSON.stringify(credential))).toContain('Válida');
    expect(await check(english(), forged())).toContain('Not genuine');
    expect(errors).toEqual([]);
    expect([...new Set(world.asked)].sort()).toEqual([...documents.keys()].sort());
  });

  it('writes a receipt as PDF', async () => {
    await check(english(), JSON.stringify(credential));
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.receipt-form button')]);
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('has no script but its own, and no form that leads anywhere', async () => {
    await page.goto(english());
    const csp = (await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', 'content')) ?? '';
    expect(csp).toContain("default-src 'none'");
    expect(csp).not.toContain('unsafe');
    expect(csp).toContain("form-action 'none'");
    expect(await page.title()).toContain('State <of> "Test" </script>');
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.ran = true' }))`,
    );
    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
  });
});

it('on a web host, opens without a network after the first visit', async () => {
  await page.goto(site);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.waitForFunction('navigator.serviceWorker.controller !== null');
  await context.setOffline(true);
  expect(await check(site, forged())).toContain('We couldn’t finish');
});

it('is written whole, again with --force, and over nothing else', async () => {
  const again = await runCli(['export', 'verifier', dir]);
  expect([again.code, again.stderr.includes('--force')]).toEqual([64, true]);
  const forced = await runCli(['export', 'verifier', dir, '--force', '--json']);
  expect(JSON.parse(forced.stdout)).toMatchObject({ trusted: 0 });
});
