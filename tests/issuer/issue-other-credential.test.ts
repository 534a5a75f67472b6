import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueOtherCredential } from '../../src/issuer/issue-other-credential.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { AppError } from '../../src/model/problem.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { openTestInstance, PUBLIC_URL, type TestInstance } from '../support/test-instance.ts';

const V1 = 'https://www.w3.org/2018/credentials/v1';
const V2 = 'https://www.w3.org/ns/credentials/v2';

let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
});
afterAll(() => instance.close());

const plainCredential = (changes: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  issuer: 'did:example:someone-else',
  credentialSubject: { id: 'did:example:subject' },
  ...changes,
});

type Options = Partial<Parameters<typeof issueOtherCredential>[2]>;
const issue = (credential: JsonObject, options: Options = {}) =>
  issueOtherCredential(instance.issuing, credential, { actor: 'token:test', ...options });
const issueBody = async (credential: JsonObject, options: Options = {}) =>
  JSON.parse((await issue(credential, options)).credential.body);
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'issued',
    (error: AppError) => error,
  );
const verdictOf = async (credential: JsonObject) =>
  (
    await verifyCredential(credential, {
      fetchDocument: instance.issuing.fetchDocument,
      now: instance.clock.now,
    })
  ).checks
    .filter(({ check, outcome }) => ['proof', 'issuer', 'status'].includes(check) && outcome === 'passed')
    .map(({ check }) => check);

describe('a credential of another system', () => {
  it('becomes ours: our issuer, an id, a status entry, both proofs; no share link', async () => {
    const issued = await issue(plainCredential());
    const body = JSON.parse(issued.credential.body);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^urn:uuid:/),
      issuer: { id: 'did:web:badges.county.example' },
      credentialStatus: { type: 'BitstringStatusListEntry', statusListCredential: `${PUBLIC_URL}/status/1` },
    });
    expect(body.proof).toHaveLength(2);
    expect(issued.share).toBeNull();
    expect(await verdictOf(body)).toEqual(['proof', 'issuer', 'status']);
  });

  it('may be of data model 1.1', async () => {
    const body = await issueBody(plainCredential({ '@context': [V1], issuanceDate: '2026-01-01T00:00:00Z' }));
    expect(body.issuer).toBe('did:web:badges.county.example');
    expect(await verdictOf(body)).toEqual(['proof', 'issuer', 'status']);
  });

  it('keeps the id and the status entry that it brings', async () => {
    const status = {
      id: 'https://status.example/1#3',
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '3',
      statusListCredential: 'https://status.example/1',
    };
    const before = (await instance.issuing.store.listStatusLists())[0]?.allocated;
    const body = await issueBody(
      plainCredential({ id: 'urn:uuid:5f0c1e1a-0000-4000-8000-000000000001', credentialStatus: status }),
    );
    expect(body).toMatchObject({
      id: 'urn:uuid:5f0c1e1a-0000-4000-8000-000000000001',
      credentialStatus: status,
    });
    expect((await instance.issuing.store.listStatusLists())[0]?.allocated).toBe(before);
  });

  it('is given the id of the options rather than its own', async () => {
    const body = await issueBody(plainCredential({ id: 'urn:uuid:5f0c1e1a-0000-4000-8000-000000000002' }), {
      credentialId: 'https://credentials.example/7',
    });
    expect(body.id).toBe('https://credentials.example/7');
  });

  it('loses the proof it came with', async () => {
    const body = await issueBody(
      plainCredential({ proof: { type: 'DataIntegrityProof', proofValue: 'zForged' } }),
    );
    expect(JSON.stringify(body)).not.toContain('zForged');
  });

  it.each([
    ['eddsa-rdfc-2022', 'DataIntegrityProof'],
    ['Ed25519Signature2020', 'Ed25519Signature2020'],
  ])('is signed with %s alone when that is asked for', async (cryptosuite, type) => {
    const body = await issueBody(plainCredential(), { cryptosuites: [cryptosuite] });
    expect(body.proof.map((proof: { type: string }) => proof.type)).toEqual([type]);
    expect(await verdictOf(body)).toContain('proof');
  });
});

describe('the same request', () => {
  it('is two credentials without an idempotency key and one with it', async () => {
    const [one, other] = [await issue(plainCredential()), await issue(plainCredential())];
    expect(one.credential.id).not.toBe(other.credential.id);
    const key = { idempotencyKey: 'once' };
    const all = await Promise.all([1, 2, 3].map(() => issue(plainCredential(), key)));
    expect(new Set(all.map(({ credential }) => credential.body)).size).toBe(1);
  });

  it('conflicts with another one under its key, or under its id', async () => {
    await issue(plainCredential(), { idempotencyKey: 'taken' });
    const other = plainCredential({ name: 'Another' });
    expect(await refusalOf(issue(other, { idempotencyKey: 'taken' }))).toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    const id = 'urn:uuid:5f0c1e1a-0000-4000-8000-000000000003';
    await issue(plainCredential({ id }));
    expect(await refusalOf(issue(plainCredential({ id, name: 'Another' })))).toMatchObject({
      code: 'CREDENTIAL_ID_CONFLICT',
    });
  });
});

/** standards.md 7.1, what the VC-API suites send and want refused; and what the digitalbazaar signer would throw at. */
const MALFORMED: [string, JsonObject, string[]][] = [
  ['no @context', { '@context': null }, ['@context']],
  ['@context that is no array', { '@context': V2 }, ['@context']],
  ['@context with a number', { '@context': [V2, 4] }, ['@context']],
  ['type that is a string', { type: 'VerifiableCredential' }, ['type']],
  ['type with a null', { type: ['VerifiableCredential', null] }, ['type']],
  ['type without VerifiableCredential', { type: ['Other'] }, ['type']],
  ['issuer that is a number', { issuer: 4 }, ['issuer']],
  ['issuer without id', { issuer: { name: 'x' } }, ['issuer']],
  ['issuer that is an array', { issuer: [] }, ['issuer']],
  ['no credentialSubject', { credentialSubject: null }, ['credentialSubject']],
  ['credentialSubject that is a string', { credentialSubject: 'did:example:1' }, ['credentialSubject']],
  ['empty credentialSubject', { credentialSubject: {} }, ['credentialSubject']],
  [
    'credentialSubject with a number',
    { credentialSubject: [{ id: 'did:example:1' }, 4] },
    ['credentialSubject'],
  ],
  ['id that is no URL', { id: 'no url' }, ['id']],
  [
    'everything at once',
    { '@context': V2, type: 4, issuer: null, credentialSubject: [], id: 4 },
    ['@context', 'type', 'issuer', 'credentialSubject', 'id'],
  ],
];

describe('what is no credential', () => {
  it.each(MALFORMED)('is refused before anything is reserved: %s', async (_, changes, paths) => {
    const before = await instance.issuing.store.listAudit({ limit: 10_000 });
    const refusal = await refusalOf(issue(plainCredential(changes)));
    expect(refusal).toBeInstanceOf(AppError);
    expect((refusal as AppError).problems.map(({ path }) => path)).toEqual(paths);
    expect(await instance.issuing.store.listAudit({ limit: 10_000 })).toEqual(before);
  });

  it.each<[string, JsonObject]>([
    ['a term that no context defines', { undefinedTerm: 'x' }],
    ['validFrom that is no date', { validFrom: 'yesterday' }],
    ['validUntil that is no date', { validUntil: 4 }],
    [
      'validUntil before validFrom',
      { validFrom: '2026-02-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
    ],
    ['credentialStatus without a type', { credentialStatus: { id: 'https://status.example/1#1' } }],
    ['credentialStatus that is null', { credentialStatus: null }],
    [
      'credentialStatus with an id that is no URL',
      { credentialStatus: { id: 'x', type: 'BitstringStatusListEntry' } },
    ],
    ['credentialSchema without an id', { credentialSchema: { type: 'JsonSchema' } }],
    ['evidence that is a string', { evidence: 'x' }],
    ['evidence with an id that is no URL', { evidence: [{ id: 'x', type: 'Evidence' }] }],
    ['refreshService without a type', { refreshService: { id: 'https://x.example' } }],
    ['termsOfUse that is a number', { termsOfUse: 4 }],
    ['name that is a number', { name: 4 }],
    ['a lone surrogate', { name: '\ud800' }],
    ['a subject id that is no URL', { credentialSubject: { id: 'x y' } }],
    ['a member named like the prototype', JSON.parse('{"__proto__": {"x": 1}, "constructor": {"y": 2}}')],
  ])(
    'is either signed and verifies, or is refused with a reason, and leaves nothing unfinished: %s',
    async (_, changes) => {
      const outcome = await issueBody(plainCredential(changes)).catch((error: unknown) => error);
      if (outcome instanceof Error)
        expect(outcome).toMatchObject({
          name: 'AppError',
          code: expect.stringMatching(/^(REQUEST_INVALID|LINT_FAILED)$/),
        });
      else expect(await verdictOf(outcome)).toContain('proof');
      expect(await instance.issuing.store.listUnfinishedIssuances(new Date('9999-01-01'), 10)).toEqual([]);
    },
  );

  it('is refused with CRYPTOSUITE_NOT_SUPPORTED for a suite that we do not have', async () => {
    for (const cryptosuites of [['bbs-2023'], ['eddsa-rdfc-2022', 'toString'], []])
      expect(await refusalOf(issue(plainCredential(), { cryptosuites }))).toMatchObject({
        code: 'CRYPTOSUITE_NOT_SUPPORTED',
      });
  });
});

it('refuses a context that we do not carry, by its name', async () => {
  const refusal = await refusalOf(
    issue(plainCredential({ '@context': [V2, 'https://contexts.example/v1'] })),
  );
  expect(refusal).toMatchObject({
    code: 'CONTEXT_NOT_BUNDLED',
    detail: expect.stringContaining('https://contexts.example/v1'),
  });
});
