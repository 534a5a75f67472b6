import { createHash } from 'node:crypto';
import { CompactSign, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { startLocalServer } from '../network/local-server.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

/** The form of the verifier page, sent by a browser without JavaScript. */
let test: TestApp;
let credential: string;
let shareUrl: string;
beforeAll(async () => {
  test = await openTestApp();
  const issued = await issueCredential(test.issuing, partAward(), { actor: 'test' });
  credential = issued.credential.body;
  shareUrl = `${PUBLIC_URL}/c/${issued.share?.id}`;
});
afterAll(() => test.close());

const HTML = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function send(fields: Record<string, string>, headers: Record<string, string> = HTML) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return Promise.resolve(test.app.request('/verify', { method: 'POST', headers, body }));
}

describe('a link in the form', () => {
  it.each(['url', 'credential'])('may lead to JSON of any spelling, in the field %s', async (field) => {
    const spaced = `${JSON.stringify(JSON.parse(credential), null, 2)}\n`;
    await using server = await startLocalServer((_, response) => response.end(spaced));
    const page = await (await send({ [field]: server.origin })).text();
    expect(page).toContain('Valid');
    expect(page).toContain(sha256(spaced));
  });

  it('may lead to a JWT', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    const jwt = await new CompactSign(Buffer.from(credential))
      .setProtectedHeader({ alg: 'EdDSA', kid: `${JSON.parse(credential).issuer.id}#none` })
      .sign(privateKey);
    await using server = await startLocalServer((_, response) => response.end(jwt));
    const page = await (await send({ url: server.origin })).text();
    expect(page).not.toContain('No credential found');
    expect(page).toContain(sha256(jwt));
  });

  it('of this very instance is read from the store', async () => {
    const page = await (await send({ url: shareUrl })).text();
    expect(page).toContain('Valid');
    expect(page).toContain(sha256(credential));
  });

  it('that leads nowhere is said so', async () => {
    await using server = await startLocalServer((_, response) => response.writeHead(404).end());
    expect(await (await send({ url: server.origin })).text()).toContain('could not get a credential');
  });
});

describe('what goes wrong with the form', () => {
  it('is a page where more than 10 MB came, and a document for machines', async () => {
    const large = { credential: 'x'.repeat(11 * 1024 * 1024) };
    const page = await send(large);
    expect([page.status, page.headers.get('content-type')]).toEqual([413, 'text/html; charset=UTF-8']);
    expect(await page.text()).toContain('larger than 10 MB');
    const document = await send(large, { accept: 'application/json' });
    expect([document.status, document.headers.get('content-type')]).toEqual([
      413,
      'application/problem+json',
    ]);
  });

  it('is a page with Retry-After where too many came', async () => {
    let page = await send({});
    for (let i = 0; i < 60 && page.status === 200; i++) page = await send({});
    expect([page.status, page.headers.get('content-type')]).toEqual([429, 'text/html; charset=UTF-8']);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await page.text()).toContain('Too many requests');
    const document = await send({}, { accept: 'application/json' });
    expect(document.headers.get('retry-after')).toBe(page.headers.get('retry-after'));
    expect(await document.json()).toMatchObject({ type: `${PUBLIC_URL}/problems#TOO_MANY_REQUESTS` });
  });
});
