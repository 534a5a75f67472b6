import { from } from '@digitalbazaar/ed25519-multikey';
import type { FindingCode } from '../model/finding-codes.ts';
import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../model/json.ts';
import {
  copyTimeOf,
  type FetchDocument,
  type FetchedDocument,
  FetchFailure,
  type Finding,
} from '../model/verification.ts';
import { documentUrlOf } from './did-url.ts';

/** A public key that stands, today, under a proof purpose of its controller's own document. */
export interface VerificationMethod {
  id: string;
  controller: string;
  /** Ed25519 as Multikey text (`z6Mk…`), when it is one. */
  publicKeyMultibase?: string;
  /** As published, when the method is a JsonWebKey. */
  publicKeyJwk?: JsonObject;
  /** xsd:dateTimeStamp from which on the key must not be used (CID §2.2). */
  expires?: string;
  /** It is from a copy of this time, because its controller's site did not answer now. */
  copyOf?: Date;
}

/** Verification relationships: what a key may be used for. */
export type ProofPurpose = 'assertionMethod' | 'authentication';

export type ResolvedMethod = { method: VerificationMethod } | { finding: Finding };

/**
 * Dereferences a verification method (Controlled Identifiers v1.0 §3.3, both directions): the document is fetched from where
 * the identifier says, its `id` is that identifier, the method stands in it under the proof's purpose with the document as
 * `controller`, and it is not revoked. A key written into a URL's fragment is only a name; it is never used.
 *
 * Answers with a finding instead of throwing: `unknown` when the key could not be had, `failed` when it must not be used.
 */
export async function resolveVerificationMethod(
  id: string,
  fetchDocument: FetchDocument,
  relationship: ProofPurpose = 'assertionMethod',
): Promise<ResolvedMethod> {
  if (id.startsWith('did:key:')) return resolveDidKey(id);
  const url = documentUrlOf(id);
  if (url === null)
    return unknown(
      'did-method-unsupported',
      'The signing key is named in a way that this verifier cannot look up.',
    );
  let fetched: FetchedDocument;
  try {
    fetched = await fetchDocument(url);
  } catch (failure) {
    return keyUnreachable(failure);
  }
  const { document } = fetched;
  const [controller = ''] = id.split('#');
  if (document['id'] !== controller) {
    return unknown(
      'did-document-mismatch',
      'The document found at the issuer’s address is about someone else.',
    );
  }
  const found = await findMethod(document, id, controller, relationship);
  const copyOf = copyTimeOf(fetched);
  return 'method' in found && copyOf !== undefined ? { method: { ...found.method, copyOf } } : found;
}

/** The key as a document that the digitalbazaar suites accept from their loader. */
export function multikeyDocument(id: string, publicKeyMultibase: string) {
  return { '@context': 'https://w3id.org/security/multikey/v1', id, type: 'Multikey', publicKeyMultibase };
}

async function resolveDidKey(id: string): Promise<ResolvedMethod> {
  const [did = '', fragment] = id.split('#');
  const publicKeyMultibase = did.slice('did:key:'.length);
  // did:key §3.1.2: the fragment is the key itself; some wallets leave it out, and there is only one key to mean.
  if (fragment !== undefined && fragment !== publicKeyMultibase) {
    return unknown('key-not-in-document', 'The key that is named does not belong to its did:key.');
  }
  if (!(await isEd25519(publicKeyMultibase))) {
    return unknown(
      'key-type-unsupported',
      'The signing key is of a kind that this verifier does not support.',
    );
  }
  return { method: { id, controller: did, publicKeyMultibase } };
}

async function findMethod(
  document: JsonObject,
  id: string,
  controller: string,
  relationship: ProofPurpose,
): Promise<ResolvedMethod> {
  const isNamed = (candidate: Json): candidate is JsonObject =>
    isJsonObject(candidate) && (candidate['id'] === id || `${controller}${candidate['id']}` === id);
  const allowed = valuesOf(document[relationship]);
  const embedded = allowed.find(isNamed);
  const listed = valuesOf(document['verificationMethod']).find(isNamed);
  const entry = embedded ?? listed;
  if (entry === undefined) {
    return unknown('key-not-in-document', 'The issuer’s document does not contain the key that is named.');
  }
  // A revocation anywhere in the document counts: an entry, or its key under another id, may stand in it more than once.
  const isSameKey = (other: Json): boolean =>
    isNamed(other) ||
    (isJsonObject(other) &&
      other['publicKeyMultibase'] !== undefined &&
      other['publicKeyMultibase'] === entry['publicKeyMultibase']);
  const others = [...allowed, ...valuesOf(document['verificationMethod'])].filter(isSameKey);
  if (others.some((method) => isJsonObject(method) && method['revoked'] !== undefined)) {
    return failed('key-revoked', 'The issuer has revoked the key that signed this.');
  }
  if (embedded === undefined && !allowed.some((name) => name === id || `${controller}${name}` === id)) {
    return failed('key-not-for-purpose', 'Its controller does not allow this key to be used for this.');
  }
  if (entry['controller'] !== controller) {
    return failed('controller-mismatch', 'The key names someone else as its controller.');
  }
  const expires = [embedded, listed]
    .map((method) => textOf(method?.['expires']))
    .find((time) => time !== undefined);
  return withKey({ id, controller, ...(expires === undefined ? {} : { expires }) }, entry);
}

async function withKey(method: VerificationMethod, entry: JsonObject): Promise<ResolvedMethod> {
  const publicKeyJwk = entry['publicKeyJwk'];
  try {
    const { publicKeyMultibase } = await from(entry);
    if (await isEd25519(publicKeyMultibase)) {
      return {
        method: { ...method, publicKeyMultibase, ...(isJsonObject(publicKeyJwk) ? { publicKeyJwk } : {}) },
      };
    }
  } catch {
    // Not an Ed25519 key in any of the ways of writing one; a JsonWebKey may still verify a JWT.
  }
  if (isJsonObject(publicKeyJwk)) return { method: { ...method, publicKeyJwk } };
  return unknown('key-type-unsupported', 'The signing key is of a kind that this verifier does not support.');
}

async function isEd25519(publicKeyMultibase: string): Promise<boolean> {
  try {
    await from({ type: 'Multikey', publicKeyMultibase });
    // 0xed01 and 32 bytes, no more and no fewer.
    return /^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/.test(publicKeyMultibase);
  } catch {
    return false;
  }
}

export function keyUnreachable(failure: unknown): { finding: Finding } {
  if (!(failure instanceof FetchFailure)) throw failure;
  return unknown('key-unreachable', 'The issuer’s address did not answer with its key.');
}

function unknown(code: FindingCode, detail: string): { finding: Finding } {
  return { finding: { outcome: 'unknown', code, detail } };
}

function failed(code: FindingCode, detail: string): { finding: Finding } {
  return {
    finding: {
      outcome: 'failed',
      code,
      detail,
      problemType: 'https://w3id.org/security#PROOF_VERIFICATION_ERROR',
    },
  };
}
