import { isJsonObject, type JsonObject, textOf, valuesOf } from './json.ts';
import { unwrapShared } from './unwrap-shared.ts';

/** What issuers publish and what people hand in, told apart by its form alone: nothing in it is believed. */
export type DocumentKind = 'keys' | 'status-list' | 'credential' | 'presentation';

/**
 * Which of these a JSON document is, or null for anything else. `keys`: a DID document, another controller document, or a JWK set in
 * which no key is a secret one.
 */
export function kindOfDocument(shared: JsonObject): DocumentKind | null {
  const document = unwrapShared(shared);
  const types = valuesOf(document['type']);
  if (types.includes('VerifiablePresentation')) return 'presentation';
  if (types.includes('VerifiableCredential')) {
    if (!isSubjectful(document)) return null;
    return types.some((type) => typeof type === 'string' && STATUS_LISTS.has(type))
      ? 'status-list'
      : 'credential';
  }
  if (types.includes('1EdTechRevocationList') && Array.isArray(document['revokedCredential']))
    return 'status-list';
  return isControllerDocument(document) || isJwkSet(document) ? 'keys' : null;
}

const STATUS_LISTS = new Set(['BitstringStatusListCredential', 'StatusList2021Credential']);

function isSubjectful({ issuer, credentialSubject }: JsonObject): boolean {
  const issuerId = isJsonObject(issuer) ? issuer['id'] : issuer;
  return textOf(issuerId) !== undefined && valuesOf(credentialSubject).some(isJsonObject);
}

function isControllerDocument({ id, verificationMethod, assertionMethod }: JsonObject): boolean {
  const methods = [...valuesOf(verificationMethod), ...valuesOf(assertionMethod).filter(isJsonObject)];
  const isNamed = (method: unknown) => isJsonObject(method) && textOf(method['id']) !== undefined;
  return /^(did:|https?:)/.test(textOf(id) ?? '') && methods.length > 0 && methods.every(isNamed);
}

function isJwkSet({ keys }: JsonObject): boolean {
  const isPublic = (key: unknown) =>
    isJsonObject(key) && /^(RSA|EC|OKP)$/.test(textOf(key['kty']) ?? '') && key['d'] === undefined;
  return Array.isArray(keys) && keys.length > 0 && keys.every(isPublic);
}
