import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { replaceCredential } from '../../src/issuer/replace/replace-credential.ts';
import { orderStatusChange } from '../../src/issuer/status/order-status.ts';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { cacheDocuments } from '../../src/network/cache-documents.ts';
import { createFetchDocument } from '../../src/network/fetch-document.ts';
import { showDay } from '../../src/present/show-date.ts';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import type { StatusAction } from '../../src/store/records.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { HELD_ACHIEVEMENT, publishHeldProgram } from '../issuer/status/held-program.ts';
import { partAward } from '../support/awards.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { readCodes } from '../support/read-codes.ts';
import { serveTestInstance } from '../support/served-instance.ts';
import type { TestInstance } from '../support/test-instance.ts';

/** Withdrawn, on hold, restored and replaced by the real use cases, and seen in a real Chromium through a real service. */
let browser: Browser;
let instance: TestInstance & { publicUrl: string };
let context: BrowserContext;
let page: Page;
let requests: Request[];
let people = 0;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
  await publishHeldProgram(instance.issuing);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  requests = [];
  page.on('request', (request) => requests.push(request));
});
afterEach(() => context.close());

interface Issued {
  id: string;
  body: string;
  shareUrl: string;
}

async function issue(achievement = 'tlms-1'): Promise<Issued> {
  const holder = { name: 'Ana Nunez', email: `teacher-${people++}@teachers.example` };
  const { credential, share } = await issueCredential(instance.issuing, partAward(achievement, { holder }), {
    actor: 'test',
  });
  return { ...credential, shareUrl: `${instance.publicUrl}/c/${share?.id}` };
}

async function change(action: StatusAction, { id }: Issued, statement?: string): Promise<void> {
  await orderStatusChange(instance.issuing, {
    action,
    selection: { credentials: [id] },
    grounds: { reason: 'issued-in-error', ...(statement === undefined ? {} : { statement }) },
    count: 1,
    actor: 'test',
  });
}

async function replace({ id }: Issued, statement?: string): Promise<string> {
  const [replaced] = await replaceCredential(instance.issuing, id, {
    corrections: { name: 'Ana Núñez' },
    grounds: statement === undefined ? {} : { statement },
    actor: 'test',
  });
  return replaced?.issued.share?.id ?? '';
}

/** Headline and sentence, as people read them. */
async function readVerdict(): Promise<string> {
  await page.waitForSelector('#verdict');
  return page.locator('.verdict').innerText();
}

async function openShare({ shareUrl }: Issued): Promise<string> {
  await page.goto(shareUrl);
  return page.locator('.verdict').innerText();
}

async function checkLink({ shareUrl }: Issued): Promise<string> {
  await page.goto(`${instance.publicUrl}/verify?url=${encodeURIComponent(shareUrl)}`);
  return readVerdict();
}

async function dropFile(text: string): Promise<string> {
  await page.goto(`${instance.publicUrl}/verify`);
  const dataTransfer = await page.evaluateHandle(
    `(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(text)}], 'credential.json', { type: 'application/json' }));
      return transfer;
    })()`,
  );
  await page.dispatchEvent('#dropzone', 'drop', { dataTransfer });
  return readVerdict();
}

/** The file that a holder keeps: downloaded from her page. */
async function download({ shareUrl }: Issued): Promise<string> {
  await page.goto(shareUrl);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=Download file (JSON)')]);
  return readFile(await file.path(), 'utf8');
}

const linkToNew = () => page.getByRole('link', { name: 'Open the corrected one' });
const today = () => showDay(instance.clock.now.toISOString(), ENGLISH.dates) ?? '';

describe('a withdrawn credential', () => {
  it('is Withdrawn, since when and why, on its page, by its link and as a file that was kept', async () => {
    const issued = await issue();
    const kept = await download(issued);
    expect(await openShare(issued)).toContain('Valid');
    await change('revoke', issued, 'It was issued to the wrong person.');
    for (const verdict of [await openShare(issued), await checkLink(issued), await dropFile(kept)]) {
      expect(verdict).toContain('Withdrawn');
      expect(verdict).toContain(`withdrew this credential on ${today()}`);
      expect(verdict).toContain('The issuer says: “It was issued to the wrong person.”');
    }
    expect(await page.textContent('.advice')).toContain('Do not count it.');
    expect(await page.locator('.verdict-good').count()).toBe(0);
    expect(await linkToNew().count()).toBe(0);
  });

  it('has a page that says so before all else and gives nothing to show around', async () => {
    const issued = await issue();
    await change('revoke', issued);
    await openShare(issued);
    expect(await page.title()).toMatch(/^Withdrawn – /);
    expect(await page.textContent('h1')).toBe('Withdrawn');
    expect(await page.locator('.certificate, .qr, [data-copy]').count()).toBe(0);
    await page.click('text=Check it yourself');
    expect(await readVerdict()).toContain('Withdrawn');
  });

  it('is withdrawn without JavaScript too', async () => {
    const issued = await issue();
    await change('revoke', issued, 'It was issued to the wrong person.');
    await context.close();
    context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(`${instance.publicUrl}/verify`);
    await page.locator('#credential').fill(issued.body);
    await page.locator('#check-form button[type=submit]').click();
    expect(await readVerdict()).toContain('Withdrawn');
  });

  it('asks for the notice under a name that says nothing, and only once the list says that it is withdrawn', async () => {
    const issued = await issue();
    const asked = () => requests.filter((request) => request.url().includes('/notices/'));
    await dropFile(issued.body);
    expect(asked()).toEqual([]);
    await change('revoke', issued);
    await dropFile(issued.body);
    expect(asked()).toHaveLength(1);
    expect(asked()[0]?.url()).toMatch(/\/notices\/[0-9a-f]{64}$/);
    expect(asked()[0]?.url()).not.toContain(issued.id.slice('urn:uuid:'.length));
    expect(await asked()[0]?.headerValue('referer')).toBeNull();
    expect(await asked()[0]?.headerValue('cookie')).toBeNull();
  });
});

describe('caches', () => {
  const listUrl = ({ body }: Issued): string => JSON.parse(body).credentialStatus.statusListCredential;
  const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });

  it('are told of the list and of the notice what the list’s own ttl says', async () => {
    const issued = await issue();
    await change('revoke', issued);
    const list = await get(listUrl(issued));
    const { credentialSubject } = (await list.json()) as { credentialSubject: { ttl: number } };
    await dropFile(issued.body);
    const notice = await get(requests.find((request) => request.url().includes('/notices/'))?.url() ?? '');
    for (const { headers } of [list, notice])
      expect(headers.get('cache-control')).toBe(`public, max-age=${credentialSubject.ttl / 1000}`);
  });

  it('learn by the ETag that the list is another one', async () => {
    const issued = await issue();
    const before = (await get(listUrl(issued))).headers.get('etag') ?? '';
    expect((await get(listUrl(issued), { 'if-none-match': before })).status).toBe(304);
    await change('revoke', issued);
    const after = await get(listUrl(issued), { 'if-none-match': before });
    expect(after.status).toBe(200);
    expect(after.headers.get('etag')).not.toBe(before);
  });

  it('of the browser are asked past: the page is right at once, where a plain fetch is still answered from them', async () => {
    const issued = await issue();
    expect(await dropFile(issued.body)).toContain('Valid');
    // Asked as the page asks, for caches tell answers apart by it.
    const accept = requests.find((request) => request.url() === listUrl(issued))?.headers()['accept'];
    const plainEtag = () =>
      page.evaluate<string | null>(
        `fetch('${listUrl(issued)}', { headers: { accept: '${accept}' } }).then(({ headers }) => headers.get('etag'))`,
      );
    const old = await plainEtag();
    await change('revoke', issued);
    await page.goto(`${instance.publicUrl}/verify`);
    expect(await plainEtag()).toBe(old);
    expect(await dropFile(issued.body)).toContain('Withdrawn');
    expect(await plainEtag()).not.toBe(old);
  });

  it('of a verifying server keep a list for a minute, which is within its ttl', async () => {
    const issued = await issue();
    let now = instance.clock.now;
    const fetchDocument = cacheDocuments(createFetchDocument({ allowLocalhost: true }), {
      ttlMs: 60_000,
      maxEntries: 10,
      now: () => now,
    });
    const verdict = async () =>
      (await verifyCredential(JSON.parse(issued.body), { fetchDocument, now })).verdict;
    expect(await verdict()).toBe('valid');
    await change('revoke', issued);
    now = new Date(now.getTime() + 59_000);
    expect(await verdict()).toBe('valid');
    now = new Date(now.getTime() + 1_000);
    expect(await verdict()).toBe('revoked');
  });
});

/** Other people's reader of status lists, on what the service publishes. */
describe('@digitalbazaar/vc-bitstring-status-list', () => {
  const peer = bitstring as unknown as {
    checkStatus(
      input: object,
    ): Promise<{ verified: boolean; results?: { status?: boolean }[]; error?: unknown }>;
  };
  const documentLoader = async (url: string) => {
    const known = BUNDLED_CONTEXTS.get(url);
    if (known !== undefined) return { contextUrl: null, documentUrl: url, document: known };
    const [did] = url.split('#');
    const isDid = url.startsWith('did:web:');
    const response = await fetch(isDid ? `${instance.publicUrl}/.well-known/did.json` : url);
    const document = (await response.json()) as JsonObject;
    const method = (document['verificationMethod'] as JsonObject[] | undefined)?.find(({ id }) => id === url);
    if (isDid && document['id'] !== did) throw new Error('another DID document');
    const context =
      method?.['type'] === 'Multikey'
        ? 'https://w3id.org/security/multikey/v1'
        : 'https://w3id.org/security/suites/ed25519-2020/v1';
    return {
      contextUrl: null,
      documentUrl: url,
      document: method === undefined ? document : { '@context': context, ...method },
    };
  };
  const statusOf = async ({ body }: Issued) => {
    const suite = [new DataIntegrityProof({ cryptosuite }), new Ed25519Signature2020()];
    const answer = await peer.checkStatus({ credential: JSON.parse(body), suite, documentLoader });
    expect(answer.error).toBeUndefined();
    return answer.results?.map(({ status }) => status);
  };

  it('says the same: clear, then withdrawn, and so for what was replaced', async () => {
    const [withdrawn, replaced] = [await issue(), await issue()];
    expect([await statusOf(withdrawn), await statusOf(replaced)]).toEqual([[false], [false]]);
    await change('revoke', withdrawn);
    await replace(replaced);
    expect([await statusOf(withdrawn), await statusOf(replaced)]).toEqual([[true], [true]]);
  });
});

describe('a credential on hold', () => {
  it('is On hold, then Valid again', async () => {
    const issued = await issue(HELD_ACHIEVEMENT);
    expect(await dropFile(issued.body)).toContain('Valid');
    await change('suspend', issued, 'We are looking into it.');
    for (const verdict of [await openShare(issued), await checkLink(issued), await dropFile(issued.body)]) {
      expect(verdict).toContain('On hold');
      expect(verdict).toContain(`since ${today()}`);
      expect(verdict).toContain('The issuer says: “We are looking into it.”');
    }
    await openShare(issued);
    expect(await page.locator('.certificate, .qr, [data-copy]').count()).toBe(0);
    await change('reinstate', issued);
    for (const verdict of [await openShare(issued), await checkLink(issued), await dropFile(issued.body)])
      expect(verdict).toContain('Valid');
    await openShare(issued);
    expect(await page.locator('.certificate').count()).toBe(1);
  });
});

describe('a replaced credential', () => {
  /** qrcode's own PNG package: nothing more to install for reading one back. */
  const { PNG } = createRequire(createRequire(import.meta.url).resolve('qrcode'))('pngjs');
  const readQr = async ({ shareUrl }: Issued): Promise<string> => {
    const bytes = await (await fetch(`${shareUrl}.qr.png`)).arrayBuffer();
    const { width, height, data } = PNG.sync.read(Buffer.from(bytes));
    return readCodes(data, width, height)[0] ?? '';
  };

  it('is Replaced as a file, which leads to the new one; its link and its QR code open the new one', async () => {
    const issued = await issue();
    const printed = await readQr(issued);
    expect(printed).toBe(issued.shareUrl);
    await replace(issued, 'The name was misspelt.');
    const verdict = await dropFile(issued.body);
    expect(verdict).toContain('Replaced');
    expect(verdict).toContain(`issued a corrected version on ${today()}`);
    expect(verdict).toContain('The issuer says: “The name was misspelt.”');
    await linkToNew().click();
    await page.waitForURL('**/c/*');
    expect(await page.textContent('main')).toContain('Ana Núñez');
    expect(await page.locator('.verdict').innerText()).toContain('Valid');
    await page.goto(printed);
    expect(await page.textContent('main')).toContain('Ana Núñez');
    expect(await checkLink(issued)).toContain('Valid');
  });

  it('leads nowhere once the holder has turned the new one’s link off', async () => {
    const issued = await issue();
    const shareId = await replace(issued);
    await instance.issuing.store.turnOffShare(shareId, instance.clock.now, {
      at: instance.clock.now,
      actor: 'test',
      action: 'share-turned-off',
      subject: issued.id,
      details: {},
    });
    const verdict = await dropFile(issued.body);
    expect(verdict).toContain('Replaced');
    expect(await page.textContent('.advice')).toContain('Ask the applicant for the new one.');
    expect(await linkToNew().count()).toBe(0);
    expect(await page.content()).not.toContain(shareId);
  });
});

describe('a notice that is none', () => {
  const answerWith = (notice: unknown) =>
    page.route('**/notices/*', (route) =>
      route.fulfill({
        contentType: 'application/json',
        headers: { 'access-control-allow-origin': '*' },
        body: JSON.stringify(notice),
      }),
    );

  it.each<[string, unknown]>([
    [
      'HTML and a script’s address',
      { statement: '<img src=x onerror="document.title=1">', replacement: { url: 'javascript:alert(1)' } },
    ],
    ['another site', { replacement: { url: 'https://elsewhere.example/c/q7Jm2xVt9KfRw3Lp' } }],
    ['much', { statement: 'long '.repeat(2_000), since: 'x'.repeat(10_000) }],
    ['directions', { statement: '\u202egnorw\u202c \u2066all\u2069 \u200fof it' }],
    ['a list', [{ statement: 'listed' }]],
    ['a text', 'text'],
    ['members of other kinds', { since: 5, statement: { a: 1 }, replacement: 'https://elsewhere.example/' }],
  ])('shows nothing but a sentence: %s', async (_, notice) => {
    const issued = await issue();
    await change('revoke', issued);
    await answerWith(notice);
    const verdict = await dropFile(issued.body);
    expect(verdict).toMatch(/Withdrawn|Replaced/);
    expect(verdict.length).toBeLessThan(600);
    expect(verdict).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    expect(await page.locator('#result img').count()).toBe(0);
    expect(await page.locator('#result a[href^="javascript"], #result a[href*="elsewhere"]').count()).toBe(0);
    expect(await linkToNew().count()).toBe(0);
    expect(await page.title()).toMatch(/^(Withdrawn|Replaced)/);
  });

  it('shows nothing at all beside a file that was changed', async () => {
    const issued = await issue();
    await change('revoke', issued);
    await answerWith({
      statement: 'Call 555-0100.',
      replacement: { url: `${instance.publicUrl}/c/q7Jm2xVt9KfRw3Lp` },
    });
    const verdict = await dropFile(issued.body.replace('Ana Nunez', 'Eva Nunez'));
    expect(verdict).toContain('Not genuine');
    expect(await page.content()).not.toMatch(/555-0100|q7Jm2xVt9KfRw3Lp/);
  });
});

describe('on a phone', () => {
  it.each(['words', 'one word'])('a sentence of 300 characters fits the screen: %s', async (kind) => {
    const issued = await issue();
    await change('revoke', issued, kind === 'words' ? 'seven c '.repeat(37).trim() : 'x'.repeat(300));
    await page.setViewportSize({ width: 390, height: 844 });
    for (const open of [() => openShare(issued), () => dropFile(issued.body)]) {
      await open();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      const inBand = `(() => {
        const band = document.querySelector('.verdict');
        return band.scrollWidth <= band.clientWidth;
      })()`;
      expect(await page.evaluate(inBand)).toBe(true);
    }
  });

  it('what to do with a replaced one is on the first screen', async () => {
    const issued = await issue();
    await replace(issued);
    await page.setViewportSize({ width: 390, height: 844 });
    await dropFile(issued.body);
    await page.evaluate('scrollTo(0, 0)');
    const box = await linkToNew().boundingBox();
    expect((box?.y ?? Number.NaN) + (box?.height ?? 0)).toBeLessThanOrEqual(844);
  });
});

describe('with the keyboard', () => {
  it('the first thing after the verdict of a replaced one is the link to the new one', async () => {
    const issued = await issue();
    await replace(issued);
    await dropFile(issued.body);
    expect(await page.evaluate('document.activeElement.id')).toBe('verdict');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Open the corrected one');
  });
});

describe('accessibility (axe, WCAG 2.2 AA)', () => {
  it.each(['withdrawn', 'on hold', 'replaced'])(
    'finds nothing in the pages of one that is %s',
    async (kind) => {
      const issued = await issue(HELD_ACHIEVEMENT);
      if (kind === 'replaced') await replace(issued, 'The name was misspelt.');
      else await change(kind === 'withdrawn' ? 'revoke' : 'suspend', issued, 'We are looking into it.');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const open of [() => openShare(issued), () => dropFile(issued.body)]) {
          await open();
          const found = await findViolations(page);
          expect(found).toEqual([]);
        }
      }
    },
  );
});
