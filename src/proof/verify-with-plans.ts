import { decode } from 'base58-universal';
import { type JsonObject, valuesOf } from '../model/json.ts';
import type { Canonize } from './canonize.ts';
import { canonizeByContent } from './canonize-by-content.ts';

/** Whether the signature over these bytes is this key's: Ed25519 (RFC 8032), the key as Multikey text. */
export type VerifyBytes = (publicKeyMultibase: string, data: Uint8Array, signature: Uint8Array) => boolean;

/** A proof and what it is about, as `Cryptosuite.verify` takes them. */
export interface ProofInput {
  unsecured: JsonObject;
  proof: JsonObject;
  publicKeyMultibase: string;
}

/** True: the signature holds. False says nothing: then the suite is to be asked. */
export type VerifyQuickly = (input: ProofInput) => Promise<boolean>;

const SIGNATURE_BYTES = 64;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const ED25519_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1';
/** In a run nearly all proofs were made with a few keys at a few times. */
const MOST_REMEMBERED = 1_000;

/**
 * The verifying half of both suites (Data Integrity EdDSA §3.2.2, which Ed25519Signature2020 shares) for many proofs, without
 * what the packages do anew for each: hashing the document, importing the key. It speaks only for proofs that are written as
 * these suites write them, and only when they hold.
 */
export function createQuickVerifying(
  canonize: Canonize,
  sha256: (text: string) => Uint8Array,
  verifyBytes: VerifyBytes,
): VerifyQuickly {
  const documentHashes = new WeakMap<JsonObject, Promise<Uint8Array>>();
  const proofHashes = new Map<string, Promise<Uint8Array>>();

  return async ({ unsecured, proof, publicKeyMultibase }) => {
    const signature = isPlain(unsecured, proof) ? readSignature(proof['proofValue']) : null;
    if (signature === null) return false;
    try {
      const data = new Uint8Array(64);
      data.set(await hashProof(unsecured, proof));
      data.set(await hashDocument(unsecured), 32);
      return verifyBytes(publicKeyMultibase, data, signature);
    } catch {
      return false;
    }
  };

  function hashDocument(unsecured: JsonObject): Promise<Uint8Array> {
    const hash = documentHashes.get(unsecured) ?? canonize(unsecured).then(sha256);
    documentHashes.set(unsecured, hash);
    return hash;
  }

  function hashProof(unsecured: JsonObject, proof: JsonObject): Promise<Uint8Array> {
    const { proofValue: _, ...described } = proof;
    const options = { '@context': unsecured['@context'], ...described } as JsonObject;
    const key = JSON.stringify(options);
    let hash = proofHashes.get(key);
    if (hash === undefined) {
      if (proofHashes.size >= MOST_REMEMBERED) proofHashes.clear();
      hash = canonizeByContent(options).then(sha256);
      proofHashes.set(key, hash);
    }
    return hash;
  }
}

const PLAIN_MEMBERS = ['type', 'created', 'verificationMethod', 'proofPurpose', 'proofValue', 'cryptosuite'];

/** Nothing in it that one of the packages would look at twice. */
function isPlain(unsecured: JsonObject, proof: JsonObject): boolean {
  const { type, created } = proof;
  return (
    Object.entries(proof).every(
      ([name, value]) => PLAIN_MEMBERS.includes(name) && typeof value === 'string',
    ) &&
    DATE_TIME.test(created as string) &&
    (type === 'DataIntegrityProof' ||
      (proof['cryptosuite'] === undefined && valuesOf(unsecured['@context']).includes(ED25519_2020)))
  );
}

function readSignature(proofValue: unknown): Uint8Array | null {
  if (typeof proofValue !== 'string' || !/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/.test(proofValue)) return null;
  const bytes = decode(proofValue.slice(1));
  return bytes.length === SIGNATURE_BYTES ? bytes : null;
}
