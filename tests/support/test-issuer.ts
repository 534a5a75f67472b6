import { from, generate, type KeyPair } from '@digitalbazaar/ed25519-multikey';
import type { Proof } from '../../src/model/credential.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { createBitstring, encodeList, STATUS_LIST_LENGTH } from '../../src/model/status-list.ts';
import { type FetchDocument, FetchFailure } from '../../src/model/verification.ts';
import { CRYPTOSUITES } from '../../src/proof/cryptosuites.ts';
import { documentUrlOf } from '../../src/proof/did-url.ts';
import { loadContext } from '../../src/proof/document-loader.ts';
import { signCredential } from '../../src/proof/sign-credential.ts';
import { type Signer, verificationMethodId } from '../../src/proof/signer.ts';

/** When everything is signed, and when everything is looked at, unless a test says otherwise. */
export const SIGNED_AT = new Date('2026-11-21T08:00:00Z');
export const NOW = new Date('2026-11-21T12:00:00Z');
export const BOTH_SUITES = ['eddsa-rdfc-2022', 'Ed25519Signature2020'];

/** What the world serves to a verifier: URL → document. */
export type Documents = Map<string, JsonObject>;

export interface TestIssuer {
  did: string;
  name: string;
  signer: Signer;
  /** What stands at the DID's address; absent for did:key. */
  didDocument?: JsonObject;
}

/** The same number gives the same key. */
export async function seededKey(seed: number): Promise<KeyPair> {
  return generate({ seed: new Uint8Array(32).fill(seed) });
}

export function signerOf(key: KeyPair, controller: string): Signer {
  return {
    controller,
    publicKeyMultibase: key.publicKeyMultibase,
    sign: ({ data }) => key.signer().sign({ data }),
  };
}

export async function createKeyIssuer(seed: number, name = 'Test County'): Promise<TestIssuer> {
  const key = await seededKey(seed);
  const did = `did:key:${key.publicKeyMultibase}`;
  return { did, name, signer: signerOf(key, did) };
}

/** An issuer whose DID document is published in `documents`, as Lectern publishes its own. */
export async function createWebIssuer(
  documents: Documents,
  { did = 'did:web:badges.example.org', seed = 1, name = 'Example County Office of Education' } = {},
): Promise<TestIssuer & { didDocument: JsonObject }> {
  const signer = signerOf(await seededKey(seed), did);
  const didDocument = didDocumentOf(signer);
  documents.set(documentUrlOf(did) as string, didDocument);
  return { did, name, signer, didDocument };
}

/** Both entries that a proof of Lectern may name: the key as Multikey, and as Ed25519VerificationKey2020. */
export function didDocumentOf({ controller, publicKeyMultibase }: Signer): JsonObject {
  const methods = (['Multikey', 'Ed25519VerificationKey2020'] as const).map((type) => ({
    id: verificationMethodId({ controller, publicKeyMultibase }, type),
    type,
    controller,
    publicKeyMultibase,
  }));
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: controller,
    verificationMethod: methods,
    assertionMethod: methods.map(({ id }) => id),
  };
}

/** With Ed25519Signature2020 by another id than Lectern's: did:key documents know only one. */
export async function sign(
  { did, signer }: TestIssuer,
  unsigned: JsonObject,
  cryptosuites: readonly string[] = BOTH_SUITES,
): Promise<JsonObject & { proof: JsonObject[] }> {
  if (!did.startsWith('did:key:')) {
    return (await signCredential(unsigned, { signer, cryptosuites, created: SIGNED_AT })) as never;
  }
  // `verificationMethodId` would give a fragment that a did:key does not have, so the suites are driven directly.
  const proof: Proof[] = [];
  for (const suite of CRYPTOSUITES.filter(({ name }) => cryptosuites.includes(name))) {
    proof.push(await createProof(suite.name, unsigned, signer, `${did}#${signer.publicKeyMultibase}`));
  }
  return { ...unsigned, proof } as never;
}

/** One proof under any verification method id, over any document, as an attacker with a key of his own makes it. */
export async function createProof(
  cryptosuite: string,
  document: JsonObject,
  signer: Pick<Signer, 'sign'>,
  verificationMethod: string,
  { created = SIGNED_AT, extra = {} }: { created?: Date; extra?: JsonObject } = {},
): Promise<Proof> {
  const suite = CRYPTOSUITES.find(({ name }) => name === cryptosuite);
  const signing = suite?.createSigningSuite(
    { id: verificationMethod, algorithm: 'Ed25519', sign: (input) => signer.sign(input) },
    created,
  ) as ProofMaker;
  const { proof: _, ...unsecured } = document;
  return signing.createProof({
    document: unsecured,
    documentLoader: loadContext,
    purpose: { update: async (proof) => ({ ...proof, proofPurpose: 'assertionMethod', ...extra }) },
  });
}

/** What a digitalbazaar suite does when it signs. */
export interface ProofMaker {
  createProof(input: {
    document: JsonObject;
    documentLoader: (url: string) => Promise<object>;
    purpose: { update: (proof: JsonObject) => Promise<JsonObject> };
  }): Promise<Proof>;
}

export const STATUS_LIST_URL = 'https://badges.example.org/status/1';

/** A Bitstring Status List credential without proof; `set` are the indices with a set bit. */
export async function buildStatusList(
  issuer: string,
  { url = STATUS_LIST_URL, set = [] as number[], purpose = 'revocation', length = STATUS_LIST_LENGTH } = {},
): Promise<JsonObject> {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://w3id.org/security/suites/ed25519-2020/v1'],
    id: url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: '2026-11-21T00:00:00Z',
    credentialSubject: {
      id: `${url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: await encodeList(createBitstring(length, set)),
    },
  };
}

/** Signs the list and puts it where the credentials say it is. */
export async function publishStatusList(
  documents: Documents,
  issuer: TestIssuer,
  options: Parameters<typeof buildStatusList>[1] = {},
): Promise<JsonObject> {
  const list = await sign(issuer, await buildStatusList(issuer.did, options));
  documents.set(options.url ?? STATUS_LIST_URL, list);
  return list;
}

/** Answers from the map alone: what is not in it is not found. */
export function fetchFrom(documents: Documents): FetchDocument {
  return async (url) => {
    const document = documents.get(url);
    if (document === undefined) throw new FetchFailure('not-found');
    return { document: structuredClone(document) };
  };
}

/** A published issuer with a clean status list, and a way to look things up. */
export async function createTestWorld() {
  const documents: Documents = new Map();
  const issuer = await createWebIssuer(documents);
  await publishStatusList(documents, issuer);
  return { documents, issuer, options: { fetchDocument: fetchFrom(documents), now: NOW } };
}

export async function keyFrom(publicKeyMultibase: string, secretKeyMultibase: string): Promise<KeyPair> {
  return from({ type: 'Multikey', publicKeyMultibase, secretKeyMultibase });
}
