import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { CheckName } from '../../src/model/verification.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { seededRandom } from '../support/mutations.ts';
import { createTestWorld, type Documents, fetchFrom, NOW } from '../support/test-issuer.ts';
import { buildMicro } from '../verify/sample-credentials.ts';

/** VC-JWT (OB 3.0 §8.2): the key must be the issuer's own, and the claims say what the credential says. */
const HTTPS = 'https://badges.example.org/issuers/1';
const DID = 'did:web:badges.example.org';
const JWKS = 'https://badges.example.org/.well-known/jwks.json';
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;

interface Key {
  privateKey: CryptoKey;
  jwk: JWK;
}
const keys = new Map<string, Key>();
const strangers = new Map<string, Key>();

beforeAll(async () => {
  for (const alg of ALGORITHMS) {
    for (const map of [keys, strangers]) {
      const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
      map.set(alg, { privateKey, jwk: await exportJWK(publicKey) });
    }
  }
});

const keyOf = (alg: string, map = keys) => map.get(alg) as Key;

async function documentsOf(issuer: string): Promise<Documents> {
  const { documents } = await createTestWorld();
  const methods = ALGORITHMS.map((alg) => ({
    id: `${issuer}#${alg}`,
    type: 'JsonWebKey',
    controller: issuer,
    publicKeyJwk: keyOf(alg).jwk as JsonObject,
  }));
  const did = documents.get('https://badges.example.org/.well-known/did.json') as JsonObject;
  documents.set('https://badges.example.org/.well-known/did.json', {
    ...did,
    verificationMethod: [...(did['verificationMethod'] as JsonObject[]), ...methods],
    assertionMethod: [...(did['assertionMethod'] as string[]), ...methods.map(({ id }) => id)],
  });
  documents.set(JWKS, { keys: ALGORITHMS.map((alg) => ({ ...keyOf(alg).jwk, kid: alg }) as JsonObject) });
  return documents;
}

function claimsOf(issuer: string, change: JsonObject = {}): JsonObject {
  const credential = { ...buildMicro(issuer), validUntil: '2027-11-21T00:00:00Z' } as JsonObject;
  const subject = { id: 'did:example:ana', ...(credential['credentialSubject'] as JsonObject) };
  return {
    ...credential,
    credentialSubject: subject,
    iss: issuer,
    jti: credential['id'] as string,
    sub: 'did:example:ana',
    nbf: Date.parse('2026-11-21T00:00:00Z') / 1000,
    exp: Date.parse('2027-11-21T00:00:00Z') / 1000,
    ...change,
  };
}

async function signJwt(
  alg: string,
  claims: JsonObject,
  header: object = {},
  key = keyOf(alg),
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg, typ: 'JWT', ...header })
    .sign(key.privateKey);
}

/** With `checks`, less is looked at and more is believed: quicker, and harder on the signature. */
async function verify(jwt: string, documents: Documents, checks?: CheckName[]) {
  const options = {
    fetchDocument: fetchFrom(documents),
    now: NOW,
    ...(checks === undefined ? {} : { checks }),
  };
  const result = await verifyCredential(jwt, options);
  return { verdict: result.verdict, proof: result.checks.find(({ check }) => check === 'proof')?.code };
}

// The DID's status list is the issuer's own; the https issuer has none of his.
const withoutStatus = ({ credentialStatus: _, ...claims }: JsonObject): JsonObject => claims;

describe.each(ALGORITHMS)('%s', (alg) => {
  it('verifies with a key of the issuer’s DID document', async () => {
    const documents = await documentsOf(DID);
    for (const kid of [`${DID}#${alg}`, `#${alg}`]) {
      const jwt = await signJwt(alg, claimsOf(DID), { kid });
      expect(await verify(jwt, documents)).toEqual({ verdict: 'valid', proof: undefined });
    }
  });

  it('verifies with a key of the issuer’s JWK set, named by kid or by its thumbprint', async () => {
    const documents = await documentsOf(DID);
    const claims = withoutStatus(claimsOf(HTTPS));
    for (const header of [{ kid: alg }, { jwk: keyOf(alg).jwk }]) {
      expect(await verify(await signJwt(alg, claims, header), documents)).toEqual({
        verdict: 'valid',
        proof: undefined,
      });
    }
    expect(await calculateJwkThumbprint(keyOf(alg).jwk)).toBeTypeOf('string');
  });

  it('verifies a VCDM 1.1 JWT, with the credential under `vc`', async () => {
    const documents = await documentsOf(DID);
    const { iss, jti, sub, nbf, exp, ...vc } = claimsOf(DID);
    const jwt = await signJwt(alg, { iss, jti, sub, nbf, exp, vc } as JsonObject, { kid: `${DID}#${alg}` });
    expect((await verify(jwt, documents)).verdict).toBe('valid');
  });

  it('does not verify with any one bit flipped', async () => {
    const documents = await documentsOf(DID);
    const jwt = await signJwt(alg, claimsOf(DID), { kid: `${DID}#${alg}` });
    const random = seededRandom(alg.length + jwt.length);
    const parts = jwt.split('.');
    const lasts = parts.map(
      (part, i) => parts.slice(0, i).join('.').length + part.length - (i === 0 ? 1 : 0),
    );
    const places = [
      ...Array.from({ length: 150 }, () => Math.floor(random() * jwt.length)),
      ...Array.from({ length: 30 }, () => Math.floor(random() * (parts[0]?.length ?? 0))),
      ...Array.from({ length: 30 }, () => jwt.length - 1 - Math.floor(random() * (parts[2]?.length ?? 0))),
      ...lasts,
    ];
    const believed: string[] = [];
    for (const at of places) {
      for (const bit of [0, 1, 2, 3, 4, 5, 6]) {
        const flipped = String.fromCharCode(jwt.charCodeAt(at) ^ (1 << bit));
        const changed = jwt.slice(0, at) + flipped + jwt.slice(at + 1);
        if ((await verify(changed, documents, ['proof', 'issuer'])).verdict === 'valid')
          believed.push(`${at}/${bit}`);
      }
    }
    expect(believed).toEqual([]);
  }, 60_000);

  it('does not verify with the unused bits of the signature’s last letter set: another spelling', async () => {
    const documents = await documentsOf(DID);
    const jwt = await signJwt(alg, claimsOf(DID), { kid: `${DID}#${alg}` });
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const believed = [...letters]
      .filter((letter) => letter !== jwt.at(-1))
      .map(async (letter) => (await verify(jwt.slice(0, -1) + letter, documents)).verdict);
    expect(await Promise.all(believed)).not.toContain('valid');
    for (const end of ['=', '==', ' ', '.', 'AA']) {
      expect((await verify(jwt + end, documents)).verdict).not.toBe('valid');
    }
  });
});

describe('K4: header and claims do not make an issuer', () => {
  const forged = async (claims: JsonObject, header: object) => {
    const documents = await documentsOf(DID);
    const stranger = 'did:web:mallory.example';
    const publicKeyJwk = keyOf('ES256', strangers).jwk as JsonObject;
    const method = { id: `${stranger}#ES256`, type: 'JsonWebKey', controller: stranger, publicKeyJwk };
    documents.set('https://mallory.example/.well-known/did.json', {
      id: stranger,
      assertionMethod: [method],
    });
    documents.set('https://mallory.example/jwks', {
      keys: [{ ...keyOf('ES256', strangers).jwk } as JsonObject],
    });
    return verify(await signJwt('ES256', claims, header, keyOf('ES256', strangers)), documents);
  };

  it.each<[string, () => object]>([
    ['its own `jwk`', () => ({ jwk: keyOf('ES256', strangers).jwk })],
    ['its own `jwk` beside the issuer’s kid', () => ({ jwk: keyOf('ES256', strangers).jwk, kid: 'ES256' })],
    ['a kid that is a stranger’s URL', () => ({ kid: 'https://mallory.example/jwks' })],
    ['a stranger’s `jku`', () => ({ jku: 'https://mallory.example/jwks', kid: 'ES256' })],
    ['the issuer’s kid', () => ({ kid: `${DID}#ES256` })],
    ['a stranger’s did:web kid', () => ({ kid: 'did:web:mallory.example#ES256' })],
    ['a did:key kid', () => ({ kid: 'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2' })],
    ['no name at all', () => ({})],
  ])('signed by a stranger under %s', async (_, header) => {
    expect((await forged(claimsOf(DID), header())).verdict).not.toBe('valid');
    expect((await forged(withoutStatus(claimsOf(HTTPS)), header())).verdict).not.toBe('valid');
  });

  it.each<[string, JsonObject]>([
    ['iss', { iss: 'did:web:other.example' }],
    ['jti', { jti: 'urn:uuid:00000000-0000-4000-8000-000000000000' }],
    ['sub', { sub: 'did:example:mallory' }],
    ['nbf', { nbf: 1 }],
    ['exp', { exp: 4_102_444_800 }],
    ['exp as text', { exp: '4102444800' }],
    ['nbf as an object', { nbf: {} }],
  ])('a claim %s that differs from the credential', async (_, change) => {
    const jwt = await signJwt('ES256', claimsOf(DID, change), { kid: `${DID}#ES256` });
    expect(await verify(jwt, await documentsOf(DID))).toEqual({
      verdict: 'not-genuine',
      proof: 'claims-differ',
    });
  });

  it('a claim that is the only one to limit the time is honoured', async () => {
    const { validUntil: _, ...rest } = claimsOf(DID, { exp: NOW.getTime() / 1000 });
    const jwt = await signJwt('ES256', rest as JsonObject, { kid: `${DID}#ES256` });
    expect((await verify(jwt, await documentsOf(DID))).verdict).toBe('expired');
  });

  it('extensions that must be understood are not passed over', async () => {
    const jwt = await signJwt('ES256', claimsOf(DID), { kid: `${DID}#ES256` });
    const [, payload, signature] = jwt.split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: `${DID}#ES256`, crit: ['x'], x: 1 }));
    expect(
      (await verify(`${header.toString('base64url')}.${payload}.${signature}`, await documentsOf(DID)))
        .verdict,
    ).toBe('unsupported-proof');
  });

  it.each(['none', 'HS256', 'ES384', 'PS256', 'rs256', '', null, ['ES256']])(
    'algorithm %j is not one',
    async (alg) => {
      const documents = await documentsOf(DID);
      const header = Buffer.from(JSON.stringify({ alg, kid: `${DID}#ES256` })).toString('base64url');
      const payload = Buffer.from(JSON.stringify(claimsOf(DID))).toString('base64url');
      for (const signature of ['', 'AA']) {
        expect((await verify(`${header}.${payload}.${signature}`, documents)).verdict).toBe(
          'unsupported-proof',
        );
      }
    },
  );

  it('a public RSA key is not taken as the secret of an HMAC', async () => {
    const documents = await documentsOf(DID);
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', kid: `${DID}#RS256` })).toString('base64url');
    const payload = Buffer.from(JSON.stringify(claimsOf(DID))).toString('base64url');
    const { createHmac } = await import('node:crypto');
    const signature = createHmac('sha256', JSON.stringify(keyOf('RS256').jwk)).update(`${header}.${payload}`);
    const jwt = `${header}.${payload}.${signature.digest('base64url')}`;
    expect((await verify(jwt, documents)).verdict).toBe('unsupported-proof');
  });

  it('a key of another issuer in the same JWK set does not sign for this one', async () => {
    const documents = await documentsOf(DID);
    const other = {
      ...keyOf('ES256').jwk,
      kid: 'ES256',
      iss: 'https://badges.example.org/issuers/2',
    } as JsonObject;
    documents.set(JWKS, { keys: [other] });
    const jwt = await signJwt('ES256', withoutStatus(claimsOf(HTTPS)), { kid: 'ES256' });
    expect((await verify(jwt, documents)).verdict).toBe('key-unknown');
  });
});
