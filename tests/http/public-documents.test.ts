import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundIssuer } from '../../src/issuer/found-issuer.ts';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import type { Json } from '../../src/model/json.ts';
import { documentUrlOf } from '../../src/proof/did-url.ts';
import { DOMAINS, fullAward, partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

let test: TestApp;
const issued: string[] = [];
beforeAll(async () => {
  test = await openTestApp();
  const district = { slug: 'north', name: 'North District', url: 'https://north.example', email: null };
  await foundIssuer(test.issuing, { ...district, actor: 'test', keys: test.keys });
  for (const code of [...DOMAINS, 'tlms-capstone']) {
    const { credential } = await issueCredential(test.issuing, partAward(code), { actor: 'test' });
    issued.push(credential.body);
  }
  issued.push((await issueCredential(test.issuing, fullAward(), { actor: 'test' })).credential.body);
  const options = { actor: 'test', issuer: 'north' };
  issued.push((await issueCredential(test.issuing, partAward(), options)).credential.body);
});
afterAll(() => test.close());

describe('DID documents', () => {
  it.each([
    ['/.well-known/did.json', 'did:web:badges.county.example'],
    ['/issuers/north/did.json', 'did:web:badges.county.example:issuers:north'],
  ])('%s is about %s and lists its key for both suites', async (path, did) => {
    expect(documentUrlOf(did)).toBe(PUBLIC_URL + path);
    const response = await test.get(path);
    expect(response.headers.get('content-type')).toBe('application/did+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const document = await response.json();
    expect(document.id).toBe(did);
    const [{ publicKey: key } = { publicKey: '' }] = await test.issuing.signers.keysOf(did);
    expect(document.verificationMethod).toEqual(
      [
        ['', 'Multikey'],
        ['-2020', 'Ed25519VerificationKey2020'],
      ].map(([suffix, type]) => ({
        id: `${did}#${key}${suffix}`,
        type,
        controller: did,
        publicKeyMultibase: key,
      })),
    );
    expect(document.assertionMethod).toEqual(document.verificationMethod.map(({ id }: { id: string }) => id));
  });

  it('hold no secret', async () => {
    expect(await (await test.get('/.well-known/did.json')).text()).not.toMatch(/secret/i);
  });

  it.each([
    '/issuers/south/did.json',
    '/issuers/NORTH/did.json',
    '/issuers/%2e%2e/did.json',
    '/issuers/%00/did.json',
  ])('are not at %s', async (path) => {
    expect((await test.get(path)).status).toBe(404);
  });
});

describe('status lists', () => {
  it('are served as signed, to be kept as long as their ttl', async () => {
    const response = await test.get('/status/1');
    expect(response.headers.get('content-type')).toBe('application/vc');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const text = await response.text();
    const { ttl } = JSON.parse(text).credentialSubject;
    expect(response.headers.get('cache-control')).toBe(`public, max-age=${ttl / 1000}`);
    expect(text).toBe((await test.issuing.store.getStatusList(1))?.publication?.body);
  });

  it('answer 304 to whoever has them, until they are signed anew', async () => {
    const etag = (await test.get('/status/1')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    // As a cache that compresses, or that has several, sends it (RFC 9110 §13.1.2: compared weakly).
    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const response = await test.get('/status/1', { 'if-none-match': sent });
      expect([sent, response.status, await response.text()]).toEqual([sent, 304, '']);
      expect(response.headers.get('etag')).toBe(etag);
      expect(response.headers.get('cache-control')).toMatch(/max-age/);
    }
    expect((await test.get('/status/1', { 'if-none-match': '"other"' })).status).toBe(200);
    test.clock.now = new Date(test.clock.now.getTime() + 86_400_000);
    const later = await test.get('/status/1', { 'if-none-match': etag });
    expect([later.status, later.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it.each([
    '/status/99',
    '/status/0',
    '/status/01',
    '/status/1.0',
    '/status/-1',
    '/status/9999999999',
    '/status/x',
    '/status/%00',
  ])('are not at %s', async (path) => {
    expect((await test.get(path)).status).toBe(404);
  });

  it('can be asked for with HEAD', async () => {
    const response = await test.app.request('/status/1', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('etag')).not.toBeNull();
  });
});

/** Every URL of ours in a credential, wherever it stands. */
function ownUrls(value: Json): string[] {
  if (typeof value === 'string') return value.startsWith(PUBLIC_URL) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(ownUrls) : [];
}

describe('what an issued credential names', () => {
  it('is there, for people and for machines', async () => {
    const urls = [...new Set(issued.flatMap((body) => ownUrls(JSON.parse(body))))];
    expect(urls.length).toBeGreaterThan(20);
    for (const url of urls) {
      const path = url.slice(PUBLIC_URL.length).split('#')[0] ?? '';
      const response = await test.get(path, { accept: 'application/json' });
      expect([url, response.status]).toEqual([url, 200]);
      if (/^\/(achievements|frameworks)\/[^/]+$/.test(path.split('?')[0] ?? '')) {
        const page = await test.get(path, { accept: 'text/html' });
        expect([url, page.status, page.headers.get('content-type')]).toEqual([
          url,
          200,
          'text/html; charset=UTF-8',
        ]);
        expect(page.headers.get('vary')).toMatch(/accept/i);
      }
    }
  });

  it('is, as achievement, the one that the credential holds', async () => {
    for (const body of issued) {
      const { achievement } = JSON.parse(body).credentialSubject;
      const response = await test.get(achievement.id.slice(PUBLIC_URL.length), {
        accept: 'application/ld+json',
      });
      expect(response.headers.get('content-type')).toBe('application/ld+json');
      expect(await response.json()).toMatchObject(achievement);
    }
  });

  it('is an SVG picture where it says so', async () => {
    const { image } = JSON.parse(issued[0] ?? '').credentialSubject.achievement;
    const response = await test.get(image.id.slice(PUBLIC_URL.length));
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(await response.text()).toMatch(/^<svg/);
  });
});

describe('lists and lookups', () => {
  it('achievements and frameworks are listed with ids that lead to them', async () => {
    for (const path of ['/achievements', '/frameworks']) {
      const list: { id: string }[] = await (await test.get(path)).json();
      expect(list.length).toBeGreaterThan(2);
      for (const { id } of list)
        expect([id, (await test.get(id.slice(PUBLIC_URL.length))).status]).toEqual([id, 200]);
    }
  });

  it('a program is served as it was published', async () => {
    const program = await (await test.get('/programs/sonoma-like')).json();
    expect(program).toEqual((await test.issuing.store.findProgram('sonoma-like'))?.document);
  });

  it.each([
    '/achievements/none',
    '/achievements/tlms-1?v=9',
    '/achievements/%00',
    '/achievements/tlms-1?v=%00',
    '/achievements/__proto__',
    '/frameworks/none',
    '/frameworks/tlms?v=9',
    '/programs/none',
    '/programs/constructor',
    '/nothing/at/all',
  ])('there is nothing at %s', async (path) => {
    for (const accept of ['application/json', 'text/html']) {
      const response = await test.get(path, { accept });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toMatch(
        accept === 'text/html' ? /^text\/html/ : /^application\/problem\+json/,
      );
    }
  });

  it('says that it is up', async () => {
    const response = await test.get('/healthz');
    expect([response.status, await response.json()]).toMatchObject([200, { status: 'ok', store: 'ok' }]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
