import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { type LocalServer, sendJson, startLocalServer } from '../network/local-server.ts';
import { partAward } from '../support/awards.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';
import { createWebIssuer, publishStatusList, sign } from '../support/test-issuer.ts';
import { buildMicro, STATUS_INDEX } from '../verify/sample-credentials.ts';

/** How the page comes by what it needs: its worker, its own server's relay, and what it keeps for when the network is away. */
let browser: Browser;
let instance: ServedInstance;
/** A site that lets no other page read it. */
let site: LocalServer;
let host: string;
let ours: string;
let theirs: string;
let context: BrowserContext;
let page: Page;
let requests: Request[];
let said: string[];

beforeAll(async () => {
  const documents = new Map<string, JsonObject>();
  site = await startLocalServer(({ url = '' }, response) => {
    const document = documents.get(`http://${host}${url}`);
    sendJson(response, document ?? {}, document === undefined ? 404 : 200);
  });
  host = `localhost:${site.port}`;
  const issuer = await createWebIssuer(documents, { did: `did:web:localhost%3A${site.port}` });
  const url = `http://${host}/status/1`;
  await publishStatusList(documents, issuer, { url });
  const entry = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListCredential: url };
  const credentialStatus = { ...entry, id: `${url}#${STATUS_INDEX}`, statusListIndex: String(STATUS_INDEX) };
  theirs = JSON.stringify(await sign(issuer, { ...buildMicro(issuer.did), credentialStatus }));
  const policy = { name: 'Test', roots: [], issuers: [{ id: issuer.did, name: 'Their County' }], rules: {} };
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance({ policy })]);
  ours = (await issueCredential(instance.issuing, partAward(), { actor: 'test' })).credential.body;
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
  await site?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  requests = [];
  said = [];
  page.on('request', (request) => requests.push(request));
  page.on('console', (message) => said.push(message.text()));
});
afterEach(() => context.close());

async function begin(text: string): Promise<void> {
  await page.fill('#credential', text);
  await page.click('#check-form button[type=submit]');
}
async function check(text: string): Promise<string> {
  await page.goto(`${instance.publicUrl}/verify`);
  await begin(text);
  await page.waitForSelector('#verdict');
  return (await page.textContent('#result')) ?? '';
}

/** Also while another check is under way. */
async function drop(text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', ${JSON.stringify(text)});
    return transfer;
  })()`);
  await page.dispatchEvent('#result', 'drop', { dataTransfer });
}

/** All that a browser can keep for a page, as one text. */
const KEPT = `(async () => {
  const kept = [{ ...localStorage }, { ...sessionStorage }, document.cookie, await indexedDB.databases()];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys())
      kept.push(name, request.url, await (await caches.match(request)).text());
  return JSON.stringify(kept);
})()`;

describe('a site that lets no other page read it', () => {
  it('is read by the page’s own server, the page says so, and nothing tells of the credential', async () => {
    const text = await check(theirs);
    expect(text).toContain('Valid');
    expect(text).toContain(`This page cannot read from ${host}`);
    const relayed = requests.filter((request) => request.url().endsWith('/relay'));
    const addresses = relayed.map((request) => request.headers()['lectern-relay-url']).sort();
    expect(addresses).toEqual([`http://${host}/.well-known/did.json`, `http://${host}/status/1`]);

    const paths = requests.map((request) => `${request.method()} ${new URL(request.url()).pathname}`);
    const known =
      /^GET \/(verify|relay|policy\.json|icon\.svg|\.well-known\/did\.json|status\/1|assets\/.+)$/;
    expect(paths.filter((path) => !known.test(path))).toEqual([]);
    expect(requests.filter((request) => request.postData() !== null)).toEqual([]);

    const { id, credentialSubject } = JSON.parse(theirs);
    const hashes = [id, theirs].map((secret) => createHash('sha256').update(secret).digest('hex'));
    const secrets = [
      id,
      id.slice('urn:uuid:'.length),
      credentialSubject.name,
      ...hashes,
      String(STATUS_INDEX),
    ];
    const kept = (await page.evaluate(KEPT)) as string;
    const told = requests.map((request) => request.url() + JSON.stringify(request.headers()));
    for (const place of [...told, kept, ...said, ...site.requests.map(({ url }) => url)])
      for (const secret of secrets) expect(place).not.toContain(secret);
    // What is kept is what everyone may read.
    expect(kept).toContain(`http://${host}/status/1`);
    expect(await page.evaluate('caches.keys()')).toEqual(['lectern-documents']);
  });
});

describe('without a network', () => {
  it('answers from what it has read before, and says so; without that it says that it cannot', async () => {
    expect(await check(ours)).toMatch(/Valid.*in force today/s);
    expect(await page.locator('.verdict-good').count()).toBe(1);
    for (const path of ['**/did.json', '**/status/*', '**/relay', '**/policy.json'])
      await context.route(path, (route) => route.abort('internetdisconnected'));
    const text = await check(ours);
    expect(text).toContain('did not answer, so this result rests on the copy');
    expect(text).not.toContain('in force today.');
    expect(await page.locator('.verdict-good, .question-good[data-question="in-force"]').count()).toBe(0);
    await page.evaluate("caches.delete('lectern-documents')");
    expect(await check(ours)).toContain('couldn’t finish');
  });
});

describe('a file that its reader never comes back from', () => {
  it('stops no other check, and is called unreadable', async () => {
    const hostile = `{"x":"${'x'.repeat(4242 - 8)}"}`;
    await page.route('**/assets/check-worker-*.js', async (route) => {
      const response = await route.fetch();
      const hang = `addEventListener('message', ({ data }) => {
          if (data.task?.request?.files[0].size !== 4242) return;
          // Blocks without keeping a processor busy.
          const never = new XMLHttpRequest();
          never.open('GET', '/assets/never', false);
          never.send();
        });\n`;
      await route.fulfill({ response, body: hang + (await response.text()) });
    });
    await page.route('**/assets/never', () => new Promise(() => {}));
    await page.clock.install();
    /** Lets the page's minutes go by, and its workers answer meanwhile. */
    const wait = async () => {
      for (let i = 0; i < 99 && (await page.locator('#verdict').count()) === 0; i++) {
        await page.clock.runFor(3000);
        await page
          .locator('#verdict')
          .waitFor({ timeout: 300 })
          .catch(() => {});
      }
      return page.textContent('#result');
    };
    await page.goto(`${instance.publicUrl}/verify`);
    await begin(hostile);
    await page.locator('.progress').waitFor();
    await drop(ours);
    expect(await wait()).toContain('Valid');
    await page.click('[data-action="check-another"]');
    await begin(hostile);
    expect(await wait()).toContain('too long');
  });
});
