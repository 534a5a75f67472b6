import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { CheckResult, VerificationResult } from '../../src/model/verification.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import {
  BOTH_SUITES,
  createKeyIssuer,
  createProof,
  createTestWorld,
  publishStatusList,
  STATUS_LIST_URL,
  sign,
} from '../support/test-issuer.ts';
import { buildMicro, STATUS_INDEX } from './sample-credentials.ts';

/** The ways in which the field's validators can be fooled (standards.md §5.3), each tried with real keys. */
const { documents, issuer, options } = await createTestWorld();
const mallory = await createKeyIssuer(66, 'Mallory');

const verify = (credential: JsonObject) => verifyCredential(credential, options);
const checkOf = ({ checks }: VerificationResult, name: string) =>
  checks.find(({ check }) => check === name) as CheckResult;

/** A credential in this issuer's name, with both proofs by Mallory's key under this verification method. */
async function forge(issuerId: string, verificationMethod: string): Promise<JsonObject> {
  const unsigned = buildMicro(issuerId);
  const proof = [];
  for (const suite of BOTH_SUITES) {
    proof.push(await createProof(suite, unsigned, mallory.signer, verificationMethod));
  }
  return { ...unsigned, proof: proof as never };
}

describe('keys', () => {
  const key = mallory.signer.publicKeyMultibase;

  it.each([
    ['https://badges.example.org/issuer', `https://badges.example.org/issuer#${key}`],
    [issuer.did, `${issuer.did}#${key}`],
  ])('K1: a key that stands in the fragment of %s only is not a key', async (id, method) => {
    const result = await verify(await forge(id, method));
    expect(result.verdict).toBe('key-unknown');
    expect(checkOf(result, 'issuer').outcome).toBe('skipped');
  });

  it.each([`did:key:${key}`, `did:key:${key}#${key}`])(
    'K2: %s does not speak for another issuer',
    async (method) => {
      expect((await verify(await forge(issuer.did, method))).verdict).toBe('not-genuine');
      expect(
        (await verify(await forge('urn:uuid:4e29fc0c-3a3c-4c4b-9b8e-53b51e6f1d40', method))).verdict,
      ).toBe('not-genuine');
    },
  );

  it('K3: a key document at a stranger’s address that calls the issuer its controller is not believed', async () => {
    const url = 'https://mallory.example/key';
    const method = { id: url, type: 'Multikey', controller: issuer.did, publicKeyMultibase: key };
    documents.set(url, method);
    expect((await verify(await forge(issuer.did, url))).verdict).not.toBe('valid');
    documents.set(url, { ...method, assertionMethod: [method], verificationMethod: [method] });
    expect((await verify(await forge(issuer.did, url))).verdict).not.toBe('valid');
    // Not even a whole document that says it is the issuer.
    documents.set(url, { id: issuer.did, assertionMethod: [{ ...method, id: `${url}#k` }] });
    expect((await verify(await forge(issuer.did, `${url}#k`))).verdict).not.toBe('valid');
  });

  it('K5: the document at the issuer’s address is about the issuer, and its key neither revoked nor out of time', async () => {
    const world = await createTestWorld();
    const credential = await sign(world.issuer, buildMicro(world.issuer.did));
    const { didDocument } = world.issuer;
    const address = 'https://badges.example.org/.well-known/did.json';
    const verdictWith = async (document: JsonObject) => {
      world.documents.set(address, document);
      return (await verifyCredential(credential, world.options)).verdict;
    };
    const withMethods = (change: JsonObject): JsonObject => ({
      ...didDocument,
      verificationMethod: (didDocument['verificationMethod'] as JsonObject[]).map((method) => ({
        ...method,
        ...change,
      })),
    });
    expect(await verdictWith(didDocument)).toBe('valid');
    expect(await verdictWith({ ...didDocument, id: 'did:web:other.example' })).toBe('key-unknown');
    expect(await verdictWith(withMethods({ revoked: '2026-11-01T00:00:00Z' }))).toBe('not-genuine');
    expect(await verdictWith(withMethods({ revoked: '2099-01-01T00:00:00Z' }))).toBe('not-genuine');
    expect(await verdictWith(withMethods({ expires: '2026-11-01T00:00:00Z' }))).toBe('not-genuine');
    expect(await verdictWith({ ...didDocument, assertionMethod: [] })).toBe('not-genuine');
  });

  it('K6: one bad proof in a set fails the set, wherever it stands', async () => {
    const good = await sign(issuer, buildMicro(issuer.did));
    const other = await sign(issuer, { ...buildMicro(issuer.did), name: 'Something else' });
    const [di, ed] = good.proof as [JsonObject, JsonObject];
    const [otherDi, otherEd] = other.proof as [JsonObject, JsonObject];
    for (const proof of [
      [di, otherEd],
      [otherDi, ed],
      [di, ed, otherDi],
      [otherEd, di, ed],
    ]) {
      const result = await verify({ ...good, proof });
      expect(result.verdict).toBe('not-genuine');
      expect(
        checkOf(result, 'proof')
          .proofs?.map(({ outcome }) => outcome)
          .sort(),
      ).toContain('failed');
    }
  });

  it('K6: a second proof by a stranger’s own key does not make him the issuer, nor the credential his', async () => {
    const good = await sign(issuer, buildMicro(issuer.did));
    const own = await createProof(
      'eddsa-rdfc-2022',
      good,
      mallory.signer,
      `${mallory.did}#${mallory.signer.publicKeyMultibase}`,
    );
    expect((await verify({ ...good, proof: [...good.proof, own as never] })).verdict).toBe('not-genuine');
    expect((await verify({ ...good, proof: own as never })).verdict).toBe('not-genuine');
  });
});

describe('status', () => {
  const statusOf = async (change: JsonObject, list?: JsonObject) => {
    const world = await createTestWorld();
    if (list !== undefined) world.documents.set(STATUS_LIST_URL, list);
    const unsigned = buildMicro(world.issuer.did);
    const entry = unsigned['credentialStatus'] as JsonObject;
    const signed = await sign(world.issuer, { ...unsigned, credentialStatus: { ...entry, ...change } });
    return verifyCredential(signed, world.options);
  };
  const listWith = async (change: (list: JsonObject) => void): Promise<JsonObject> => {
    const world = await createTestWorld();
    const { proof: _, ...list } = structuredClone(world.documents.get(STATUS_LIST_URL)) as JsonObject;
    change(list);
    return sign(world.issuer, list);
  };

  it.each([
    ['over', { validUntil: '2026-11-20T00:00:00Z' }],
    ['not begun', { validFrom: '2026-12-20T00:00:00Z' }],
    ['of another type', { type: ['VerifiableCredential'] }],
  ])('S1: a list whose time or type is wrong (%s) clears nobody', async (_, change) => {
    const list = await listWith((original) => Object.assign(original, change));
    expect((await statusOf({}, list)).verdict).toBe('status-unknown');
  });

  it('S1: a tampered list clears nobody', async () => {
    const revoking = await publishStatusList(new Map(), issuer, { set: [STATUS_INDEX] });
    const clean = documents.get(STATUS_LIST_URL) as JsonObject;
    const forged = { ...revoking, credentialSubject: clean['credentialSubject'] as Json };
    expect((await statusOf({}, revoking)).verdict).toBe('revoked');
    expect((await statusOf({}, forged)).verdict).toBe('status-unknown');
  });

  it('S2: a hold, a list of several purposes and a status of an unknown kind do not pass in silence', async () => {
    const held = await publishStatusList(new Map(), issuer, { purpose: 'suspension', set: [STATUS_INDEX] });
    expect((await statusOf({ statusPurpose: 'suspension' }, held)).verdict).toBe('suspended');
    const both = await listWith((list) => {
      (list['credentialSubject'] as JsonObject)['statusPurpose'] = ['suspension', 'revocation'];
    });
    expect((await statusOf({}, both)).verdict).toBe('valid');
    expect((await statusOf({ statusPurpose: 'suspension' }, both)).verdict).toBe('valid');
    expect((await statusOf({ statusPurpose: 'suspension' })).verdict).toBe('status-unknown');
    expect((await statusOf({ statusPurpose: 'quarantine' })).verdict).toBe('status-unknown');
    const foreign = { id: 'https://badges.example.org/token#1', type: '1EdTechRevocationList' };
    const world = await createTestWorld();
    const signed = await sign(world.issuer, { ...buildMicro(world.issuer.did), credentialStatus: foreign });
    expect((await verifyCredential(signed, world.options)).verdict).toBe('status-unknown');
  });

  it('S3: a list that cannot be had is “could not check”, never good', async () => {
    const url = 'https://badges.example.org/status/gone';
    const result = await statusOf({ statusListCredential: url });
    expect(result.verdict).toBe('status-unknown');
    expect(checkOf(result, 'status')).toMatchObject({ outcome: 'unknown', code: 'status-unreachable' });
  });

  it.each([94567, '094567', ' 94567', '9.4567e4', '-1', '0x17', '', '131072', '99999999999999999999'])(
    'S4: the index %j is not read as one that clears',
    async (statusListIndex) => {
      expect((await statusOf({ statusListIndex })).verdict).toBe('status-unknown');
    },
  );
});
