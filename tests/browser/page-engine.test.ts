import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { orderStatusChange } from '../../src/issuer/status/order-status.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { renderQrPng } from '../../src/present/qr-png.ts';
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
let shareUrl: string;
let withdrawn: string;
let theirs: string;
let context: BrowserContext;
let page: Page;
let requests: Request[];
let said: string[];
const logged: string[] = [];

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
  [browser, instance] = await Promise.all([
    launchBrowser(),
    serveTestInstance({ policy, onLogLine: (line) => logged.push(line) }),
  ]);
  const issued = await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  ours = issued.credential.body;
  shareUrl = `${instance.publicUrl}/c/${issued.share?.id}`;
  const holder = { name: 'Rita Revoked', email: 'rita@teachers.example' };
  const { credential } = await issueCredential(instance.issuing, partAward('tlms-2', { holder }), {
    actor: 'test',
  });
  withdrawn = credential.body;
  await orderStatusChange(instance.issuing, {
    action: 'revoke',
    selection: { credentials: [credential.id] },
    grounds: { reason: 'issued-in-error' },
    count: 1,
    actor: 'test',
  });
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
  await site?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  context = await browser.newContext({ serviceWorkers: 'allow' });
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
    // What is kept is what everyone may read: the page itself, keys and lists.
    expect(kept).toContain(`http://${host}/status/1`);
    const caches: string[] = await page.evaluate('caches.keys()');
    expect(caches.filter((name) => !name.startsWith('lectern-page-'))).toEqual(['lectern-documents']);
  });
});

describe('a whole session', () => {
  it('asks for what is public and for what was linked, and tells of the credentials nowhere', async () => {
    const begun = logged.length;
    const submit = () => page.click('#check-form button[type=submit]');
    const give = (...files: [name: string, content: string | Uint8Array][]) =>
      page.setInputFiles(
        '#file',
        files.map(([name, content]) => ({ name, mimeType: '', buffer: Buffer.from(content) })),
      );
    const answered = await page.goto(`${instance.publicUrl}/verify`);
    const rules = (await answered?.allHeaders())?.['content-security-policy']?.split(/; */) ?? [];
    expect(rules).toContain("default-src 'none'");
    expect(rules.filter((rule) => rule.startsWith('script-src'))).toEqual(["script-src 'self'"]);

    await give(['theirs.json', theirs]);
    await submit();
    await page.waitForSelector('#verdict');
    await page.fill('#checker-name', 'Maria Clerk');
    await Promise.all([page.waitForEvent('download'), page.click('.receipt-form button')]);
    await page.click('[data-action="check-another"]');
    await page.evaluate(`location.hash = 'url=${encodeURIComponent(shareUrl)}'`);
    await page.waitForSelector('#verdict');
    await page.click('[data-action="check-another"]');
    await give(['code.png', await renderQrPng(shareUrl)]);
    await submit();
    await page.waitForSelector('#verdict:has-text("Valid")');
    await page.click('[data-action="check-another"]');
    const forged = theirs.replace(/"name":"[^"]*"/, '"name":"Eva Forged"');
    await give(['theirs.json', theirs], ['forged.json', forged], ['withdrawn.json', withdrawn]);
    await page.fill('#credential', `${shareUrl}\n${shareUrl}.json`);
    await submit();
    await page.waitForSelector('[data-many="receipts"]:visible');
    expect(await page.locator('.many-filter').allTextContents()).toContain('1 Withdrawn');
    await page.click('[data-many="receipts"]');
    await Promise.all([page.waitForEvent('download'), page.click('.receipt-form button')]);

    const asked = requests
      .filter((request) => !/^(blob|data):/.test(request.url()))
      .map((request) => ({ method: request.method(), url: new URL(request.url()), request }));
    expect(asked.filter(({ method, request }) => method !== 'GET' || request.postData() !== null)).toEqual(
      [],
    );
    const { origin } = new URL(instance.publicUrl);
    expect([...new Set(asked.map(({ url }) => url.origin))].sort()).toEqual(
      [origin, `http://${host}`].sort(),
    );
    const known =
      /^\/(verify|relay|policy\.json|icon\.svg|manifest\.webmanifest|assets\/[\w.-]+|\.well-known\/did\.json|status\/[\w-]+)$/;
    const others = asked.filter(({ url }) => !known.test(url.pathname) || url.search !== '');
    // The links that were handed in; and of what was withdrawn, why: its issuer is asked, and nobody in between.
    const shared = new URL(shareUrl).pathname;
    const paths = new Set(others.map(({ url }) => `${url.origin}${url.pathname}${url.search}`));
    const notices = [...paths].filter((path) => /\/notices\/[0-9a-f]{64}$/.test(path));
    expect([...paths].sort()).toEqual([`${origin}${shared}`, `${origin}${shared}.json`, ...notices].sort());
    expect(notices).toEqual([expect.stringContaining(`${origin}/notices/`)]);

    const secrets = [theirs, ours, withdrawn].flatMap((text) => {
      const { id, credentialSubject } = JSON.parse(text);
      const digests = [id, text].map((secret) => createHash('sha256').update(secret).digest('hex'));
      return [id.slice('urn:uuid:'.length), credentialSubject.name, ...digests];
    });
    secrets.push('Eva Forged', 'Maria Clerk', encodeURIComponent('Ana Núñez'));
    const told = asked
      .filter(({ url }) => !notices.includes(url.href))
      .map(({ url, request }) => url.href + JSON.stringify(request.headers()));
    const kept = (await page.evaluate(KEPT)) as string;
    const lines = logged.slice(begun);
    expect(lines.length).toBeGreaterThan(0);
    for (const place of [
      ...told,
      kept,
      page.url(),
      ...said,
      ...lines,
      ...site.requests.map(({ url }) => url),
    ])
      for (const secret of secrets) expect(place).not.toContain(secret);
    // What opens a credential is told to nobody but the site that it leads to, which logs it nowhere.
    for (const place of [kept, page.url(), ...said, ...lines]) expect(place).not.toContain(shared);
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
