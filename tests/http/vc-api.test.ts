import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

const V1 = 'https://www.w3.org/2018/credentials/v1';
const V2 = 'https://www.w3.org/ns/credentials/v2';

let test: TestApp;
let ours: JsonObject & { proof: JsonObject[] };
beforeAll(async () => {
  test = await openTestApp();
  ours = JSON.parse((await issueCredential(test.issuing, partAward(), { actor: 'test' })).credential.body);
});
afterAll(() => test.close());

const unsigned = (changes: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: 'did:example:issuer',
  credentialSubject: { id: 'did:example:subject' },
  ...changes,
});
const issue = (body: Json, headers = {}) =>
  test.post('/credentials/issue', body, { ...test.bearer('sign'), ...headers });
const verify = (verifiableCredential: Json, options?: JsonObject) =>
  test.post('/credentials/verify', { verifiableCredential, ...(options === undefined ? {} : { options }) });

describe('POST /credentials/issue', () => {
  it('is 201 with the signed credential, which verifies', async () => {
    const response = await issue({
      credential: unsigned({ id: 'urn:uuid:0b7f9c4e-3a57-4a1b-9d19-1f3f0f2c7a01' }),
      options: {},
    });
    expect(response.status).toBe(201);
    const credential = await response.json();
    expect(credential.id).toBe('urn:uuid:0b7f9c4e-3a57-4a1b-9d19-1f3f0f2c7a01');
    expect(credential.proof).toHaveLength(2);
    expect((await verify(credential)).status).toBe(200);
    const stored = await test.get(
      new URL(response.headers.get('location') ?? '').pathname,
      test.bearer('read'),
    );
    expect(await stored.json()).toEqual(credential);
    expect(stored.headers.get('cache-control')).toMatch(/no-store/);
  });

  it('takes the id, the cryptosuites and members that it does not know from the options', async () => {
    const options = {
      credentialId: 'urn:uuid:0b7f9c4e-3a57-4a1b-9d19-1f3f0f2c7a02',
      cryptosuites: ['eddsa-rdfc-2022'],
      mandatoryPointers: ['/issuer'],
    };
    const credential = await (await issue({ credential: unsigned(), options })).json();
    expect(credential).toMatchObject({
      id: options.credentialId,
      proof: [{ cryptosuite: 'eddsa-rdfc-2022' }],
    });
  });

  it('accepts data model 1.1 with an expirationDate', async () => {
    const credential = unsigned({
      '@context': [V1],
      issuanceDate: '2026-01-01T00:00:00Z',
      expirationDate: '2030-01-01T00:00:00Z',
    });
    expect((await issue({ credential })).status).toBe(201);
  });

  it('repeats its answer for a repeated Idempotency-Key, and is 409 for another body', async () => {
    const key = { 'idempotency-key': 'vc-api-1' };
    const [one, other] = [
      await issue({ credential: unsigned() }, key),
      await issue({ credential: unsigned() }, key),
    ];
    expect(await one.text()).toBe(await other.text());
    const conflict = await issue({ credential: unsigned({ name: 'MARKER' }) }, key);
    expect([conflict.status, await conflict.text()]).toEqual([409, expect.not.stringContaining('MARKER')]);
  });

  it.each<[string, Json]>([
    ['no credential', {}],
    ['credential null', { credential: null }],
    ['credential an array', { credential: [] }],
    ['no @context', { credential: { ...unsigned(), '@context': null } }],
    ['@context a string', { credential: unsigned({ '@context': V2 }) }],
    ['@context of numbers', { credential: unsigned({ '@context': [4] }) }],
    [
      '@context of objects',
      { credential: unsigned({ '@context': [V2, { foo: 'https://x.example/#foo' }] }) },
    ],
    ['type a string', { credential: unsigned({ type: 'VerifiableCredential' }) }],
    ['type of nulls', { credential: unsigned({ type: [null] }) }],
    ['issuer null', { credential: unsigned({ issuer: null }) }],
    ['issuer a number', { credential: unsigned({ issuer: 4 }) }],
    ['credentialSubject null', { credential: unsigned({ credentialSubject: null }) }],
    ['credentialSubject a string', { credential: unsigned({ credentialSubject: 'x' }) }],
    ['credentialSubject empty', { credential: unsigned({ credentialSubject: [] }) }],
    ['an unknown term', { credential: unsigned({ unknownTerm: 'x' }) }],
    ['options that are no object', { credential: unsigned(), options: 'x' }],
    ['an unknown cryptosuite', { credential: unsigned(), options: { cryptosuites: ['none'] } }],
  ])('is 400 or 422, never 401 or 500, for %s', async (_, body) => {
    const response = await issue(body);
    expect([400, 422]).toContain(response.status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });
});

/** Our credential with other members in the proof of this position. */
const withProof = (position: number, changes: JsonObject): JsonObject => ({
  ...ours,
  proof: ours.proof.map((proof, i) => (i === position ? { ...proof, ...changes } : proof)),
});

describe('POST /credentials/verify', () => {
  it('is 200 with verified, the checks, and empty errors and warnings', async () => {
    const response = await verify(ours);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      verified: true,
      checks: expect.arrayContaining(['proof', 'status']),
      errors: [],
      warnings: [],
      result: { verdict: 'valid' },
    });
  });

  it('makes only the checks that are asked for', async () => {
    const { result } = await (await verify(ours, { checks: ['proof'] })).json();
    const made = result.checks.filter(({ outcome }: { outcome: string }) => outcome !== 'skipped');
    expect(made.map(({ check }: { check: string }) => check)).toEqual(['structure', 'proof']);
  });

  it('accepts a credential with either proof alone', async () => {
    for (const proof of ours.proof) expect((await verify({ ...ours, proof })).status).toBe(200);
  });

  it('takes dates for a warning: the application decides', async () => {
    test.clock.now = new Date('2026-05-01T00:00:00Z');
    const response = await verify(ours, { checks: ['proof', 'validity'] });
    test.clock.now = new Date('2026-11-21T12:00:00Z');
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { verified: true, errors: [], warnings: [{ title: 'not-yet-valid' }] },
    ]);
  });

  it.each<[string, () => Json]>([
    ['a changed claim', () => ({ ...ours, name: 'Changed' })],
    ['no proof', () => ({ ...ours, proof: null })],
    ['no @context', () => ({ ...ours, '@context': null })],
    ['@context a string', () => ({ ...ours, '@context': V2 })],
    ['no type', () => ({ ...ours, type: null })],
    ['type a string', () => ({ ...ours, type: 'VerifiableCredential' })],
    ['issuer an array', () => ({ ...ours, issuer: [] })],
    ['no credentialSubject', () => ({ ...ours, credentialSubject: null })],
    ['proof a string', () => ({ ...ours, proof: 'x' })],
    ['an undefined term', () => ({ ...ours, undefinedTerm: 'x' })],
    ['proofValue null', () => withProof(0, { proofValue: null })],
    ['proofValue in another base', () => withProof(0, { proofValue: 'uAAAA' })],
    ['another proofPurpose', () => withProof(0, { proofPurpose: 'authentication' })],
    ['no verificationMethod', () => withProof(0, { verificationMethod: null })],
    ['no proof type', () => withProof(0, { type: null })],
    ['no created (2020)', () => withProof(1, { created: null })],
    ['text that is no JWT', () => 'not.a.jwt'],
    ['an empty object', () => ({})],
  ])('is 400 with errors in the same body for %s', async (_, credential) => {
    const response = await verify(credential());
    expect(response.status).toBe(400);
    const body = await response.json();
    expect(body.verified).toBe(false);
    expect(body.errors.length).toBeGreaterThan(0);
    for (const error of body.errors) {
      expect(error).toMatchObject({ type: expect.stringMatching(/^https:/), title: expect.any(String) });
    }
    expect(body.problemDetails).toEqual(body.errors);
  });

  it.each<[string, Json]>([
    ['nothing', {}],
    ['a number', { verifiableCredential: 4 }],
    ['an array', { verifiableCredential: [] }],
    ['null', { verifiableCredential: null }],
    ['no object', []],
  ])('is 400 with a problem for %s', async (_, body) => {
    const response = await test.post('/credentials/verify', body);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json',
    ]);
  });
});

describe('POST /presentations/verify', () => {
  const presentation = (changes: JsonObject = {}): JsonObject => ({
    '@context': [V2],
    type: ['VerifiablePresentation'],
    verifiableCredential: [ours],
    ...changes,
  });
  const present = (verifiablePresentation: Json, options = {}) =>
    test.post('/presentations/verify', { verifiablePresentation, options });

  it('is 200 for a presentation without proof whose credentials are good', async () => {
    const response = await present(presentation());
    expect([response.status, await response.json()]).toMatchObject([200, { verified: true, errors: [] }]);
  });

  it('is 400 with errors when a credential is not good, or when it is no presentation', async () => {
    const bad = { ...ours, name: 'Changed' };
    for (const body of [
      presentation({ verifiableCredential: [ours, bad] }),
      presentation({ type: ['Other'] }),
      presentation({ proof: { type: 'x' } }),
      {},
    ]) {
      const response = await present(body);
      const answer = await response.json();
      expect([response.status, answer.verified, answer.errors.length > 0]).toEqual([400, false, true]);
    }
  });

  it('is 400 with a problem when there is none', async () => {
    for (const body of [{}, { verifiablePresentation: 'x' }, { verifiablePresentation: null }, []])
      expect((await test.post('/presentations/verify', body)).status).toBe(400);
  });
});

it('GET /credentials/{id} is 404 for an id that nobody has', async () => {
  for (const id of ['none', 'urn:uuid:0b7f9c4e-3a57-4a1b-9d19-1f3f0f2c7aff', '%00', '__proto__']) {
    const response = await test.get(`/credentials/${id}`, test.bearer('read'));
    expect([id, response.status]).toEqual([id, 404]);
  }
});
