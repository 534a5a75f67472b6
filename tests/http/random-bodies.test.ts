import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { SHIPPED_FRAMEWORKS, SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const signable: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:0b7f9c4e-3a57-4a1b-9d19-1f3f0f2c7a01',
  type: ['VerifiableCredential'],
  issuer: { id: 'did:example:1', name: 'x' },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2030-01-01T00:00:00Z',
  name: 'x',
  credentialSubject: { id: 'did:example:2' },
  credentialStatus: {
    id: 'https://x.example/1#1',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '1',
    statusListCredential: 'https://x.example/1',
  },
  evidence: [{ id: 'https://x.example/e', type: 'Evidence' }],
  termsOfUse: [{ id: 'https://x.example/t', type: 'Terms' }],
};

/** A good body for each route, to be damaged. */
const ROUTES: [path: string, good: Json][] = [
  ['/api/credentials', partAward() as Json],
  ['/api/programs', SHIPPED_PROGRAMS[1] as unknown as Json],
  ['/api/frameworks', SHIPPED_FRAMEWORKS[0] as unknown as Json],
  ['/credentials/issue', { credential: signable, options: {} }],
  ['/credentials/verify', { verifiableCredential: { ...signable, proof: { type: 'DataIntegrityProof' } } }],
  [
    '/presentations/verify',
    {
      verifiablePresentation: {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiablePresentation'],
        verifiableCredential: [signable],
        proof: {},
      },
    },
  ],
  ['/api/verify', signable],
];

const nasty = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<Json>(
    null,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    'https://',
    'javascript:x',
    '9'.repeat(400),
    -0,
    1e308,
    [],
    {},
    [[]],
    [null],
    { '@value': null },
    { '@id': 'x y' },
    { '@type': 4 },
    { '@context': {} },
  ),
) as fc.Arbitrary<Json>;

type Path = (string | number)[];
function pathsOf(value: Json, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const entries: [string | number, Json][] = Array.isArray(value)
    ? value.map((entry, i) => [i, entry])
    : Object.entries(value);
  return [at, ...entries.flatMap(([name, entry]) => pathsOf(entry, [...at, name]))];
}

/** The value with another one at this path, or with a member more beside it. */
function damage(value: Json, [name, ...rest]: Path, by: Json, added: string | null): Json {
  if (name === undefined) {
    if (added === null || typeof value !== 'object' || value === null || Array.isArray(value)) return by;
    return Object.fromEntries([...Object.entries(value), [added, by]]);
  }
  if (Array.isArray(value))
    return value.map((entry, i) => (i === name ? damage(entry, rest, by, added) : entry));
  const object = value as JsonObject;
  return { ...object, [name]: damage(object[name] as Json, rest, by, added) };
}

function bodies(good: Json): fc.Arbitrary<string> {
  const damaged = fc
    .tuple(
      fc.constantFrom(...pathsOf(good)),
      nasty,
      fc.option(fc.oneof(fc.string(), fc.constantFrom('__proto__', '@id', '@graph', 'proof', 'id')), {
        freq: 2,
      }),
    )
    .map(([path, by, added]) => JSON.stringify(damage(good, path, by, added)));
  return fc.oneof(
    { weight: 4, arbitrary: damaged },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
}

describe.each(ROUTES)('POST %s', (path, good) => {
  it('answers whatever is sent, and never with a 500', async () => {
    await fc.assert(
      fc.asyncProperty(bodies(good), async (body) => {
        // Each in a minute of its own, so that none meets the limit of requests.
        test.clock.now = new Date(test.clock.now.getTime() + 60_000);
        const all = Object.values(test.tokens);
        const scope =
          ({ '/api/credentials': 0, '/credentials/issue': 1 } as Record<string, number>)[path] ?? 3;
        const response = await test.post(path, body, { authorization: `Bearer ${all[scope]}` });
        expect([response.status, await response.clone().text()], test.log().slice(-2_000)).toSatisfy(
          ([status]) => (status as number) < 500,
        );
        if (response.headers.get('content-type')?.includes('json')) await response.json();
      }),
      { numRuns: 120 },
    );
    expect(await test.issuing.store.listUnfinishedIssuances(new Date('9999-01-01'), 10)).toEqual([]);
  });
});

describe('POST /verify, the form without JavaScript', () => {
  const send = (body: string | FormData | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    test.clock.now = new Date(test.clock.now.getTime() + 60_000);
    return test.app.request('/verify', { method: 'POST', body, headers });
  };

  it('answers whatever is put into its fields', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.oneof(fc.constantFrom('file', 'credential', 'url', '__proto__'), fc.string()),
          fc.string({ unit: 'binary' }),
        ),
        async (fields) => {
          const form = new FormData();
          for (const [name, value] of Object.entries(fields)) form.append(name, value);
          form.append('file', new File([Object.values(fields).join()], 'x'));
          expect((await send(form)).status).toBe(200);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each<[string, string, string]>([
    ['a form without its boundary', 'multipart/form-data', 'x'],
    [
      'a form that ends early',
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nhalf',
    ],
    ['a form that is none', 'multipart/form-data; boundary=b', '{}'],
    ['JSON', 'application/json', '{}'],
    ['broken escapes', 'application/x-www-form-urlencoded', 'credential=%zz&url=%ff&%='],
    ['nothing', 'text/plain', ''],
  ])('answers %s with a page, not with a 500', async (_, type, body) => {
    const response = await send(body, { 'content-type': type, accept: 'text/html' });
    expect(response.status).toBeLessThan(500);
  });
});
