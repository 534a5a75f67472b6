import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { FetchFailure } from '../../src/model/verification.ts';
import { resolveVerificationMethod } from '../../src/proof/verification-method.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { createTestWorld, fetchFrom, seededKey, sign } from '../support/test-issuer.ts';
import { buildMicro } from '../verify/sample-credentials.ts';

const DID = 'did:web:badges.example.org';
const URL_OF_DID = 'https://badges.example.org/.well-known/did.json';
const { publicKeyMultibase } = await seededKey(1);
const { publicKeyMultibase: otherKey } = await seededKey(2);
const ID = `${DID}#${publicKeyMultibase}`;
const MULTIKEY = { id: ID, type: 'Multikey', controller: DID, publicKeyMultibase };

function resolve(document: JsonObject, id = ID) {
  return resolveVerificationMethod(id, fetchFrom(new Map([[URL_OF_DID, document]])));
}

async function codeOf(document: JsonObject, id = ID): Promise<string> {
  const resolved = await resolve(document, id);
  return 'finding' in resolved ? `${resolved.finding.outcome} ${resolved.finding.code}` : 'found';
}

const document = (change: JsonObject = {}): JsonObject => ({
  id: DID,
  verificationMethod: [MULTIKEY],
  assertionMethod: [ID],
  ...change,
});

describe('documents in which the key is found', () => {
  it.each<[string, JsonObject]>([
    ['listed, and named under assertionMethod', document()],
    ['alone, not in arrays', document({ verificationMethod: MULTIKEY, assertionMethod: ID })],
    ['embedded in assertionMethod only', { id: DID, assertionMethod: [MULTIKEY] }],
    ['with a relative name', document({ assertionMethod: [`#${publicKeyMultibase}`] })],
    ['with a relative id', document({ verificationMethod: [{ ...MULTIKEY, id: `#${publicKeyMultibase}` }] })],
    [
      'as Ed25519VerificationKey2020',
      document({ verificationMethod: [{ ...MULTIKEY, type: 'Ed25519VerificationKey2020' }] }),
    ],
    [
      'among others',
      document({
        verificationMethod: [{ ...MULTIKEY, id: `${DID}#a`, publicKeyMultibase: otherKey }, MULTIKEY],
      }),
    ],
    ['to expire later', document({ verificationMethod: [{ ...MULTIKEY, expires: '2099-01-01T00:00:00Z' }] })],
  ])('%s', async (_, found) => {
    expect(await resolve(found)).toMatchObject({ method: { id: ID, controller: DID, publicKeyMultibase } });
  });

  it('as Ed25519VerificationKey2018, and as JsonWebKey', async () => {
    const { decode, encode } = (await import('base58-universal')) as unknown as {
      decode(text: string): Uint8Array;
      encode(bytes: Uint8Array): string;
    };
    const raw = decode(publicKeyMultibase.slice(1)).subarray(2);
    const key2018 = {
      id: ID,
      type: 'Ed25519VerificationKey2018',
      controller: DID,
      publicKeyBase58: encode(raw),
    };
    const publicKeyJwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') };
    const jwk = { id: ID, type: 'JsonWebKey', controller: DID, publicKeyJwk };
    for (const method of [key2018, jwk]) {
      expect(await resolve(document({ verificationMethod: [method] }))).toMatchObject({
        method: { publicKeyMultibase },
      });
    }
  });

  it('did:key with and without its fragment, without any network', async () => {
    const did = `did:key:${publicKeyMultibase}`;
    for (const id of [did, `${did}#${publicKeyMultibase}`]) {
      expect(await resolve({}, id)).toEqual({ method: { id, controller: did, publicKeyMultibase } });
    }
  });
});

describe('documents in which it is not, or must not be used', () => {
  it.each<[string, JsonObject, string]>([
    ['another id', document({ id: 'did:web:other.example' }), 'unknown did-document-mismatch'],
    ['no id', { verificationMethod: [MULTIKEY], assertionMethod: [ID] }, 'unknown did-document-mismatch'],
    ['an id in an array', document({ id: [DID] }), 'unknown did-document-mismatch'],
    ['an id with the fragment', document({ id: ID }), 'unknown did-document-mismatch'],
    ['no such key', document({ verificationMethod: [], assertionMethod: [] }), 'unknown key-not-in-document'],
    ['a name without a key', document({ verificationMethod: [] }), 'unknown key-not-in-document'],
    ['no purpose', document({ assertionMethod: [] }), 'failed key-not-for-purpose'],
    [
      'only for authentication',
      document({ assertionMethod: [], authentication: [ID] }),
      'failed key-not-for-purpose',
    ],
    ['another key’s purpose', document({ assertionMethod: [`${DID}#other`] }), 'failed key-not-for-purpose'],
    [
      'a foreign controller',
      document({ verificationMethod: [{ ...MULTIKEY, controller: 'did:web:mallory.example' }] }),
      'failed controller-mismatch',
    ],
    [
      'no controller',
      document({ verificationMethod: [{ id: ID, type: 'Multikey', publicKeyMultibase }] }),
      'failed controller-mismatch',
    ],
    [
      'controllers in an array',
      document({ verificationMethod: [{ ...MULTIKEY, controller: [DID] }] }),
      'failed controller-mismatch',
    ],
    [
      'revoked',
      document({ verificationMethod: [{ ...MULTIKEY, revoked: '2026-01-01T00:00:00Z' }] }),
      'failed key-revoked',
    ],
    [
      'revoked in a second entry of the same id',
      document({ verificationMethod: [MULTIKEY, { ...MULTIKEY, revoked: '2026-01-01T00:00:00Z' }] }),
      'failed key-revoked',
    ],
    [
      'revoked under another id, as a key that stands there twice',
      document({
        verificationMethod: [MULTIKEY, { ...MULTIKEY, id: `${ID}-2020`, revoked: '2026-01-01T00:00:00Z' }],
      }),
      'failed key-revoked',
    ],
    [
      'revoked in the listed copy',
      {
        id: DID,
        verificationMethod: [{ ...MULTIKEY, revoked: '2026-01-01T00:00:00Z' }],
        assertionMethod: [MULTIKEY],
      },
      'failed key-revoked',
    ],
    [
      'a key of another kind',
      document({
        verificationMethod: [
          { ...MULTIKEY, publicKeyMultibase: 'zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76' },
        ],
      }),
      'unknown key-type-unsupported',
    ],
    [
      'no key',
      document({ verificationMethod: [{ id: ID, type: 'Multikey', controller: DID }] }),
      'unknown key-type-unsupported',
    ],
    [
      'a key that is no text',
      document({ verificationMethod: [{ ...MULTIKEY, publicKeyMultibase: [publicKeyMultibase] }] }),
      'unknown key-type-unsupported',
    ],
  ])('%s', async (_, found, code) => {
    expect(await codeOf(found)).toBe(code);
  });

  it.each<Json>([null, 1, 'x', [], [[]], {}, [null], [{ id: null }], { id: ID }])(
    'nothing that stands where keys should (%j) is an exception',
    async (strange) => {
      for (const member of ['verificationMethod', 'assertionMethod']) {
        expect(await codeOf(document({ [member]: strange }))).not.toBe('found');
      }
    },
  );

  it.each([
    [`did:key:${publicKeyMultibase}#${otherKey}`, 'unknown key-not-in-document'],
    [`did:key:${publicKeyMultibase}#`, 'unknown key-not-in-document'],
    ['did:key:z6Mk', 'unknown key-type-unsupported'],
    [`did:key:u${publicKeyMultibase}`, 'unknown key-type-unsupported'],
    ['did:key:zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76', 'unknown key-type-unsupported'],
    ['did:ion:abc#k', 'unknown did-method-unsupported'],
    ['urn:uuid:1#k', 'unknown did-method-unsupported'],
    ['did:web:192.0.2.7#k', 'unknown did-method-unsupported'],
    ['did:web:gone.example#k', 'unknown key-unreachable'],
  ])('%s: %s', async (id, code) => {
    expect(await codeOf(document(), id)).toBe(code);
  });

  it('an outage of our own is not turned into an answer about the credential', async () => {
    const broken = resolveVerificationMethod(ID, async () => {
      throw new TypeError('bug');
    });
    await expect(broken).rejects.toThrow('bug');
    const offline = resolveVerificationMethod(ID, async () => {
      throw new FetchFailure('unreachable');
    });
    expect(await offline).toMatchObject({ finding: { outcome: 'unknown', code: 'key-unreachable' } });
  });
});

describe('a key that expires', () => {
  const verdictWith = async (expires: string) => {
    const world = await createTestWorld();
    const signed = await sign(world.issuer, buildMicro(world.issuer.did));
    const methods = (world.issuer.didDocument['verificationMethod'] as JsonObject[]).map((method) => ({
      ...method,
      expires,
    }));
    world.documents.set(URL_OF_DID, { ...world.issuer.didDocument, verificationMethod: methods });
    const { verdict, checks } = await verifyCredential(signed, world.options);
    return [verdict, checks[1]?.outcome, checks[1]?.code];
  };

  it('after it signed leaves the signature standing, with a warning', async () => {
    expect(await verdictWith('2026-11-21T09:00:00Z')).toEqual(['valid', 'warning', 'key-expired-since']);
  });

  it('before, or when, it signed makes the signature worthless', async () => {
    expect(await verdictWith('2026-11-21T07:00:00Z')).toEqual(['not-genuine', 'failed', 'key-expired']);
    expect(await verdictWith('2026-11-21T08:00:00Z')).toEqual(['not-genuine', 'failed', 'key-expired']);
  });

  it('some day means nothing today', async () => {
    expect(await verdictWith('2099-01-01T00:00:00Z')).toEqual(['valid', 'passed', undefined]);
  });

  it('at a time that nobody can read is not in use', async () => {
    expect((await verdictWith('soon'))[0]).not.toBe('valid');
  });
});
