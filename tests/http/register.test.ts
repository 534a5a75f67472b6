import * as verifierCore from '@digitalcredentials/verifier-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { foundIssuer } from '../../src/issuer/found-issuer.ts';
import type { RecognitionRequest } from '../../src/issuer/recognitions/recognition-request.ts';
import { recognize } from '../../src/issuer/recognitions/recognize.ts';
import { revokeRecognition } from '../../src/issuer/recognitions/revoke-recognition.ts';
import { REGISTER_KEPT_MS } from '../../src/issuer/register/read-whole-register.ts';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { documentUrlOf } from '../../src/proof/did-url.ts';
import { serveTestInstance } from '../support/served-instance.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL, type TestInstance } from '../support/test-instance.ts';
import { createTestWorld, STATUS_LIST_URL, sign } from '../support/test-issuer.ts';
import { buildSample } from '../verify/sample-credentials.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const HTML = { accept: 'text/html' };
const JSON_TYPE = { accept: 'application/json' };
const SONOMA: RecognitionRequest = {
  recognizes: {
    id: 'did:web:badges.sonoma.example',
    name: 'Condado de Sonoma, Oficina de Educación',
    url: 'https://sonoma.example',
    email: 'office@sonoma.example',
    phone: '+1 707 555 0100',
  },
};
const MARIN: RecognitionRequest = {
  recognizes: { id: 'did:web:marin.example:issuers:coe', name: '<b>Marin</b> & Co' },
  achievement: {
    id: 'https://marin.example/achievements/lead?v=2',
    name: 'Leads a team',
    humanCode: 'M-1',
    version: '2',
  },
  comment: 'For grades 6 to 8 only.',
  validUntil: '2027-06-30',
};
const give = async (request: RecognitionRequest, on: TestInstance = test) =>
  (await recognize(on.issuing, request, { actor: 'test' })).credential.id;
const page = async (path: string) => (await test.get(path, HTML)).text();
const later = (ms = REGISTER_KEPT_MS) => {
  test.clock.now = new Date(test.clock.now.getTime() + ms);
};

describe('the register', () => {
  it('says so when nobody has been recognized yet', async () => {
    for (const path of ['/recognitions', '/issuers'])
      expect(await page(path)).toContain('Nobody has been recognized yet');
    expect(await (await test.get('/issuers', JSON_TYPE)).json()).toEqual({
      issuers: [],
      own: [
        {
          id: 'did:web:badges.county.example',
          name: 'Test County Office of Education',
          url: 'https://county.example',
          email: 'office@county.example',
          recognizedBy: [],
        },
      ],
    });
    expect((await (await test.get('/issuers/registry.json')).json()).registry).toEqual({});
  });

  it('says who is recognized for what, since and until when, with the signed statement', async () => {
    later();
    const [sonoma, marin] = [await give(SONOMA), await give(MARIN)];
    later();
    const recognitions = await page('/recognitions');
    for (const told of [
      'Condado de Sonoma, Oficina de Educación',
      '&lt;b&gt;Marin&lt;/b&gt; &amp; Co',
      'The issuer as a whole',
      'Leads a team',
      'Version 2 only',
      'For grades 6 to 8 only.',
      '30 Jun 2027',
      'No end',
      'In force',
      `href="/recognitions/${sonoma.slice('urn:uuid:'.length)}"`,
      `href="/recognitions/${marin.slice('urn:uuid:'.length)}"`,
      '2 recognitions.',
    ])
      expect(recognitions).toContain(told);
    const issuers = await page('/issuers');
    for (const told of [
      'badges.sonoma.example',
      'did:web:marin.example:issuers:coe',
      'mailto:office@sonoma.example',
      '+1 707 555 0100',
      'since 21 Nov 2026',
      'Test County Office of Education',
    ])
      expect(issuers).toContain(told);
    const response = await test.get('/issuers', { ...JSON_TYPE, origin: 'https://x.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('vary')).toContain('Accept');
    const { issuers: listed } = await response.json();
    expect(listed.map(({ name }: { name: string }) => name)).toEqual([
      MARIN.recognizes.name,
      SONOMA.recognizes.name,
    ]);
    expect(listed[0]).toEqual({
      id: 'did:web:marin.example:issuers:coe',
      name: '<b>Marin</b> & Co',
      recognized: true,
      recognizedFor: [
        {
          kind: 'achievement',
          achievement: {
            id: 'https://marin.example/achievements/lead?v=2',
            ...{ name: 'Leads a team', humanCode: 'M-1', version: '2' },
          },
          comment: 'For grades 6 to 8 only.',
          givenBy: expect.objectContaining({ id: 'did:web:badges.county.example' }),
          standing: 'in-force',
          since: '2026-11-21T12:01:00Z',
          validFrom: '2026-11-21T12:01:00Z',
          validUntil: '2027-06-30T23:59:59Z',
          recognition: `${PUBLIC_URL}/recognitions/${marin.slice('urn:uuid:'.length)}`,
        },
      ],
    });
  });

  it.each([
    ['educacion SONOMA', ['Condado'], ['Marin']],
    ['m-1', ['Marin'], ['Condado']],
    ['badges.sonoma.example', ['Condado'], ['Marin']],
    ['<script>alert(1)</script>', [], ['Condado', '&lt;b&gt;Marin', '<script>alert']],
    ["' or 1=1 --", [], ['Condado', '&lt;b&gt;Marin']],
  ])('finds %j', async (q, found, others) => {
    for (const path of ['/recognitions', '/issuers']) {
      const html = await page(`${path}?q=${encodeURIComponent(q)}`);
      for (const name of found) expect(html).toContain(name);
      for (const name of others) expect(html).not.toContain(name);
      expect(html).toContain(`${found.length} of 2 `);
    }
    const { issuers } = await (await test.get(`/issuers?q=${encodeURIComponent(q)}`, JSON_TYPE)).json();
    expect(issuers).toHaveLength(found.length);
  });

  it('refuses what is too long or no number, and shows none of it', async () => {
    for (const query of [`q=${'x'.repeat(101)}`, 'page=0', 'page=-1', 'page=abc', 'page=1e9']) {
      const response = await test.get(`/issuers?${query}`, JSON_TYPE);
      expect([query, response.status]).toEqual([query, 400]);
      expect(await response.text()).not.toMatch(/xxx|abc|1e9/);
    }
    expect((await test.get('/recognitions?page=9', HTML)).status).toBe(200);
  });

  it('shows the issuers of the instance and what they still publish below the same address', async () => {
    const north = { slug: 'north', name: 'North District', url: 'https://north.example', email: null };
    await foundIssuer(test.issuing, { ...north, actor: 'test', keys: test.keys });
    expect(await page('/issuers')).toContain('North District');
    expect((await test.get('/issuers/north/did.json')).headers.get('content-type')).toBe(
      'application/did+json',
    );
  });

  it('says who recognizes the issuers of the instance', async () => {
    const at = test.clock.now;
    const county = 'did:web:badges.county.example';
    const received = {
      ...{ id: 'urn:uuid:00000000-0000-4000-8000-000000000001', kind: 'issuer' as const },
      ...{ subjectId: county, subjectName: 'Test County', issuerDid: county, issuerName: 'Test County' },
      ...{ authorityDid: 'did:web:badges.state.example', authorityName: 'The <State>', name: 'Recognition' },
      ...{ validFrom: at, validUntil: null, body: '{}', receivedAt: at },
    };
    const audit = { at, actor: 'test', action: 'recognition-received', subject: received.id };
    await test.issuing.store.saveReceived(received, audit);
    const html = await page('/issuers');
    expect(html).toContain('by <strong>The &lt;State&gt;</strong> (badges.state.example), since 21 Nov 2026');
    const { own } = await (await test.get('/issuers', JSON_TYPE)).json();
    expect(own[0].recognizedBy).toMatchObject([
      { id: 'did:web:badges.state.example', name: 'The <State>', kind: 'issuer', recognition: received.id },
    ]);
  });

  it('has a registry of those who are recognized as a whole and now', async () => {
    const read = async () => (await test.get('/issuers/registry.json')).json();
    expect(await read()).toEqual({
      meta: { created: '2026-11-21T12:00:00Z', updated: test.clock.now.toISOString().replace('.000', '') },
      registry: {
        'did:web:badges.sonoma.example': { name: SONOMA.recognizes.name, url: 'https://sonoma.example' },
      },
    });
    const [{ id } = { id: '' }] = await test.issuing.store.listRecognitions({ limit: 1 }, { kind: 'issuer' });
    await revokeRecognition(test.issuing, id, { grounds: { reason: 'other' }, actor: 'test' });
    later();
    expect((await read()).registry).toEqual({});
    const html = await page('/issuers?q=sonoma');
    expect(html).toContain('Not recognized now');
    expect(html).toContain('Withdrawn');
  });

  it('has pages, and is read once a minute', async () => {
    for (let i = 0; i < 51; i++) {
      const recognizes = { id: `did:web:n${i}.example`, name: `Number ${String(i).padStart(2, '0')}` };
      await give({ recognizes });
    }
    expect(await page('/issuers')).not.toContain('Number 50');
    later();
    const first = await (await test.get('/issuers?q=number', JSON_TYPE)).json();
    expect(first.issuers).toHaveLength(50);
    expect(first.next).toBe(`${PUBLIC_URL}/issuers?q=number&page=2`);
    const second = await (await test.get(first.next.slice(PUBLIC_URL.length), JSON_TYPE)).json();
    expect(second.issuers.map(({ name }: { name: string }) => name)).toEqual(['Number 50']);
    expect(second.next).toBeUndefined();
    const html = await page('/recognitions?q=number&page=2');
    expect(html).toContain('href="/recognitions?q=number&amp;page=1"');
    expect(html).not.toContain('Next page');
  });
});

describe('a verifier of the Digital Credentials Consortium', () => {
  /** The registry over a socket; what only the wide world has, by the name that it has there. */
  it('finds who is recognized in our registry, and nobody else', async () => {
    const state = await serveTestInstance();
    const { issuer, documents } = await createTestWorld();
    const signed = await sign(issuer, buildSample('micro', issuer.did));
    const outside = new Map<string, unknown>([
      ...BUNDLED_CONTEXTS,
      [documentUrlOf(issuer.did) ?? '', issuer.didDocument],
      [STATUS_LIST_URL, documents.get(STATUS_LIST_URL)],
    ]);
    const { fetch } = globalThis;
    // It says there what it misses: the schema, which is not what is asked here.
    for (const say of ['log', 'error'] as const) vi.spyOn(console, say).mockImplementation(() => {});
    vi.stubGlobal('fetch', async (input: string | Request) => {
      const url = typeof input === 'string' ? input : input.url;
      if (url.startsWith(state.publicUrl)) return fetch(input);
      const document = outside.get(url);
      return document === undefined ? new Response('', { status: 404 }) : Response.json(document);
    });
    const url = `${state.publicUrl}/issuers/registry.json`;
    const registry = { name: 'The state', type: 'dcc-legacy', url };
    const check = async () => {
      const answer = await verifierCore.verifyCredential({
        credential: structuredClone(signed),
        knownDIDRegistries: [registry],
      } as never);
      const { log } = answer as unknown as { log: JsonObject[] };
      return log.find(({ id }) => id === 'registered_issuer');
    };
    try {
      expect(await check()).toMatchObject({ valid: false, matchingIssuers: [], uncheckedRegistries: [] });
      const profile = { id: issuer.did, name: 'A county', url: 'https://county.example' };
      await give({ recognizes: profile }, state);
      state.clock.now = new Date(state.clock.now.getTime() + REGISTER_KEPT_MS);
      expect(await check()).toMatchObject({
        valid: true,
        uncheckedRegistries: [],
        matchingIssuers: [
          {
            issuer: {
              federation_entity: { organization_name: 'A county', homepage_uri: 'https://county.example' },
            },
            registry: { federation_entity: { organization_name: 'The state' } },
          },
        ],
      });
    } finally {
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
      await state.close();
    }
  });
});
