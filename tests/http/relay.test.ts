import type { LookupFunction } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFetchBytes } from '../../src/network/fetch-bytes.ts';
import { type LocalServer, sendJson, sendRedirect, startLocalServer } from '../network/local-server.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { createTestWorld, STATUS_LIST_URL, sign } from '../support/test-issuer.ts';
import { buildMicro } from '../verify/sample-credentials.ts';

/** What the verifier page's server fetches for it, and above all what it does not. */
let local: TestApp;
let site: LocalServer;
const world = await createTestWorld();
const didDocument = world.issuer.didDocument;
const statusList = world.documents.get(STATUS_LIST_URL);
const credential = await sign(world.issuer, buildMicro(world.issuer.did));
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const jwt = (payload: object) => `${encode({ alg: 'ES256' })}.${encode(payload)}.c2ln`;

const SERVED: Record<string, unknown> = {
  '/did.json': didDocument,
  '/jwks.json': { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'abc' }] },
  '/list': statusList,
  '/revoked.json': { type: ['1EdTechRevocationList'], revokedCredential: [] },
  '/credential': credential,
  '/presentation': { type: 'VerifiablePresentation', verifiableCredential: [credential] },
  '/secret-jwks.json': { keys: [{ kty: 'OKP', crv: 'Ed25519', x: 'abc', d: 'secret' }] },
  '/unsigned-list': { ...statusList, proof: undefined },
  '/unsigned-credential': { ...credential, proof: undefined },
  '/large-did.json': { ...didDocument, filler: 'x'.repeat(1_000_001) },
  '/notice': { standing: 'revoked', since: '2026-11-20T09:00:00Z' },
  '/accounts.json': { id: 'did:web:x.example', accounts: ['top-secret'] },
  '/array': [didDocument],
};
const TEXTS: Record<string, string> = {
  '/credential.jwt': jwt({ vc: { ...credential, proof: undefined } }),
  '/id-token': jwt({ iss: 'https://login.example', sub: 'ana', email: 'ana@county.example' }),
  '/page': '<!doctype html><title>top-secret</title>',
  '/text': 'top-secret',
  '/empty': '',
};

beforeAll(async () => {
  local = await openTestApp();
  site = await startLocalServer(({ url = '' }, response) => {
    if (url in SERVED) sendJson(response, SERVED[url]);
    else if (url in TEXTS) response.writeHead(200, { 'content-type': 'text/html' }).end(TEXTS[url]);
    else if (url === '/png') response.end(Buffer.from('89504e470d0a1a0a', 'hex'));
    else if (url === '/binary') response.end(Buffer.from([0xff, 0xfe, 0x00]));
    else if (url === '/to-private') sendRedirect(response, 'https://10.0.0.1/did.json');
    else if (url === '/to-metadata') sendRedirect(response, 'http://169.254.169.254/latest');
    else if (url === '/round') sendRedirect(response, '/round');
    else if (url === '/away') response.writeHead(503).end();
    else sendJson(response, { error: 'top-secret' }, 404);
  });
});
afterAll(async () => {
  await local?.close();
  await site?.[Symbol.asyncDispose]();
});

const ask = (url: string, headers: Record<string, string> = {}, app = local) =>
  app.get('/relay', { 'sec-fetch-site': 'same-origin', 'lectern-relay-url': url, ...headers });

async function codeOf(response: Response): Promise<string> {
  const text = await response.text();
  expect(text).not.toMatch(/top-secret|169\.254|10\.0\.0\.1|127\.0\.0\.1/);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return `${response.status} ${JSON.parse(text).type.split('#')[1]}`;
}

describe('passes on as it is', () => {
  it.each(['/did.json', '/jwks.json', '/list', '/revoked.json', '/credential', '/presentation'])(
    '%s',
    async (path) => {
      const response = await ask(site.origin + path);
      expect([response.status, await response.text()]).toEqual([200, JSON.stringify(SERVED[path])]);
      const { headers } = response;
      expect(headers.get('content-type')).toBe('application/json');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-disposition')).toBe('attachment');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('a JWT', async () => {
    const response = await ask(`${site.origin}/credential.jwt`);
    expect(response.headers.get('content-type')).toBe('application/jwt');
    expect(await response.text()).toBe(TEXTS['/credential.jwt']);
  });

  it('without telling the other site who asked', async () => {
    await ask(`${site.origin}/did.json`, { cookie: 'session=1', authorization: 'Bearer x' });
    const headers = site.requests.at(-1)?.headers;
    expect([headers?.cookie, headers?.authorization, headers?.referer]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('refuses', () => {
  it.each([
    '/secret-jwks.json',
    '/unsigned-list',
    '/unsigned-credential',
    '/large-did.json',
    '/notice',
    '/accounts.json',
    '/array',
    '/id-token',
    '/page',
    '/text',
    '/empty',
    '/png',
    '/binary',
    '/to-private',
    '/to-metadata',
    '/round',
  ])('what is no key, list or credential: %s', async (path) => {
    expect(await codeOf(await ask(site.origin + path))).toBe('422 RELAY_REFUSED');
  });

  it.each([
    '',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'http://issuer.example/did.json',
    'https://user:secret@issuer.example/did.json',
    'https://10.0.0.1/did.json',
    'https://[fd00::1]/did.json',
    'https://169.254.169.254/latest/meta-data',
    '/did.json',
    `https://issuer.example/${'a'.repeat(2000)}`,
  ])('an address that is not fetched for strangers: %s', async (url) => {
    expect(await codeOf(await ask(url))).toBe('422 RELAY_REFUSED');
  });

  it('on the internet this machine itself, and names of private addresses', async () => {
    const lookup = ((_name, _options, answer) =>
      answer(null, [{ address: '192.168.1.7', family: 4 }])) as LookupFunction;
    await using world = {
      app: await openTestApp({ fetchBytes: createFetchBytes({ allowLocalhost: false, lookup }) }),
      async [Symbol.asyncDispose]() {
        await this.app.close();
      },
    };
    const before = site.requests.length;
    for (const url of [
      `${site.origin}/did.json`,
      `http://localhost:${site.port}/did.json`,
      'https://intranet.example/did.json',
    ])
      expect(await codeOf(await ask(url, {}, world.app))).toBe('422 RELAY_REFUSED');
    expect(site.requests.length).toBe(before);
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://other.example' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': '' }],
  ])('everyone but its own pages: %j', async (headers) => {
    expect(await codeOf(await ask(`${site.origin}/did.json`, headers))).toBe('403 ORIGIN_NOT_ALLOWED');
  });
});

it('tells a page what is not there from a site that is away', async () => {
  expect(await codeOf(await ask(`${site.origin}/nothing`))).toBe('404 NOT_FOUND');
  expect(await codeOf(await ask(`${site.origin}/away`))).toBe('502 RELAY_FAILED');
});

it('logs no address', async () => {
  await ask(`${site.origin}/did.json?who=ana`);
  expect(local.log()).toContain('/relay');
  expect(local.log()).not.toMatch(/who=ana|127\.0\.0\.1:\d+\/did/);
});

it('answers 120 requests a minute of one address', async () => {
  await using own = {
    app: await openTestApp(),
    async [Symbol.asyncDispose]() {
      await this.app.close();
    },
  };
  const statuses = await Promise.all(
    Array.from({ length: 121 }, async () => (await ask('', {}, own.app)).status),
  );
  expect(statuses.filter((status) => status === 422)).toHaveLength(120);
  expect(statuses.at(-1)).toBe(429);
});
