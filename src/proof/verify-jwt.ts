import { decode } from 'base58-universal';
import type { JWK } from 'jose';
import { decodeBase64Url, encodeBase64Url } from '../model/bytes.ts';
import type { FindingCode } from '../model/finding-codes.ts';
import { issuerIdOf } from '../model/issuer-id.ts';
import { isJsonObject, type Json, type JsonObject, parseJson, textOf, valuesOf } from '../model/json.ts';
import { copyTimeOf, type FetchDocument, type Finding } from '../model/verification.ts';
import { keyUnreachable, resolveVerificationMethod } from './verification-method.ts';
import type { VerifiedProof } from './verify-proof-set.ts';

/** JWS algorithms that OB 3.0 §8.2 and its certification name, and EdDSA. `none` and HMAC are not among them. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];

/** RFC 7519 §4.1: they speak of the token. */
const REGISTERED_CLAIMS = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']);

export interface DecodedJwt {
  header: JsonObject;
  /** The claims, `vc` taken out. */
  claims: JsonObject;
  /** The credential: the `vc` claim of VCDM 1.1, or the whole payload (VC-JOSE-COSE). */
  credential: JsonObject;
}

/** Reads a Compact JWS whose payload is a credential, without believing it. Null when it is none. */
export function decodeJwt(jwt: string): DecodedJwt | null {
  const parts = jwt.split('.');
  if (parts.length !== 3) return null;
  const [header, payload] = parts.slice(0, 2).map(decodePart);
  if (header == null || payload == null) return null;
  const { vc, ...claims } = payload;
  const stated = isJsonObject(vc) ? vc : withoutRegisteredClaims(payload);
  return { header, claims, credential: withRegisteredClaims(stated, claims) };
}

/**
 * Verifies a VC-JWT. The key must be the issuer's own (OB 3.0 implementation guide, key provenance): a DID URL `kid` of the
 * issuer's DID, or a key of the JWK set at the issuer's `/.well-known/jwks.json`. A `jwk` in the header is only compared
 * with those; a `kid` that points anywhere else is not followed. Claims must say the same as the credential.
 */
export async function verifyJwt(
  jwt: string,
  { header, claims, credential }: DecodedJwt,
  { fetchDocument, now }: { fetchDocument: FetchDocument; now: Date },
): Promise<VerifiedProof> {
  const algorithm = textOf(header['alg']) ?? 'none';
  const kid = textOf(header['kid']);
  const proof = {
    type: 'JWT',
    cryptosuite: ALGORITHMS.includes(algorithm) ? algorithm : 'unsupported',
    ...(kid === undefined ? {} : { verificationMethod: kid }),
  };
  if (header['crit'] !== undefined) return { ...proof, ...unsupported() };
  if (!ALGORITHMS.includes(algorithm)) return { ...proof, ...unsupported() };
  const claimProblem = findClaimProblem(claims, credential);
  if (claimProblem !== null) return { ...proof, ...failed('claims-differ', claimProblem) };
  const issuer = issuerIdOf(credential);
  if (issuer === undefined)
    return { ...proof, ...failed('claims-differ', 'The credential does not name its issuer.') };
  const key = await findKey(issuer, header, algorithm, { fetchDocument, now });
  if ('finding' in key) return { ...proof, ...key.finding };
  // Pages load it when there is a JWT. Not within the `try`: that it cannot be loaded says nothing about a signature.
  const { compactVerify, importJWK } = await import('jose');
  try {
    // jose passes over the unused bits of the last letter; another spelling of a signature is another document.
    decodeBase64Url(jwt.split('.')[2] ?? '');
    await compactVerify(jwt, await importJWK(key.jwk, algorithm), { algorithms: [algorithm] });
  } catch {
    return {
      ...proof,
      ...failed('signature-invalid', 'The content does not match its signature.'),
      controller: issuer,
    };
  }
  const keyCopyOf = key.copyOf === undefined ? {} : { keyCopyOf: key.copyOf };
  return { ...proof, outcome: 'passed', controller: issuer, ...keyCopyOf };
}

type FoundKey = { jwk: JWK; copyOf?: Date | undefined } | { finding: Finding };

async function findKey(
  issuer: string,
  header: JsonObject,
  algorithm: string,
  { fetchDocument, now }: { fetchDocument: FetchDocument; now: Date },
): Promise<FoundKey> {
  const kid = textOf(header['kid']);
  if (!issuer.startsWith('did:')) return findJwksKey(issuer, header, fetchDocument);
  const id = kid?.startsWith('#') ? `${issuer}${kid}` : (kid ?? issuer);
  if (id.split('#')[0] !== issuer) {
    return { finding: failed('key-not-of-issuer', 'The key that is named is not the issuer’s.') };
  }
  const resolved = await resolveVerificationMethod(id, fetchDocument);
  if ('finding' in resolved) return resolved;
  const { publicKeyJwk, publicKeyMultibase, expires, copyOf } = resolved.method;
  if (expires !== undefined && !(Date.parse(expires) > now.getTime())) {
    // A JWT carries no trustworthy date of signing, so whether it was made in time cannot be told.
    const detail = 'The key has gone out of use, and a JWT does not prove when it was signed.';
    return { finding: { outcome: 'unknown', code: 'key-expired', detail } };
  }
  if (publicKeyJwk !== undefined) return { jwk: publicKeyJwk as JWK, copyOf };
  if (publicKeyMultibase === undefined || algorithm !== 'EdDSA') {
    return {
      finding: failed('key-not-of-issuer', 'The key that is named does not fit the signature’s algorithm.'),
    };
  }
  // Multikey: base58btc of the two-byte code 0xed01 and the 32 bytes that a JWK calls `x`.
  const x = encodeBase64Url(decode(publicKeyMultibase.slice(1)).subarray(2));
  return { jwk: { kty: 'OKP', crv: 'Ed25519', x }, copyOf };
}

async function findJwksKey(
  issuer: string,
  header: JsonObject,
  fetchDocument: FetchDocument,
): Promise<FoundKey> {
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) {
    return {
      finding: {
        outcome: 'unknown',
        code: 'did-method-unsupported',
        detail: 'The issuer is named in a way that this verifier cannot look up.',
      },
    };
  }
  let keys: JsonObject[];
  let copyOf: Date | undefined;
  try {
    const fetched = await fetchDocument(`${new URL(issuer).origin}/.well-known/jwks.json`);
    keys = valuesOf(fetched.document['keys']).filter(isJsonObject);
    copyOf = copyTimeOf(fetched);
  } catch (failure) {
    return keyUnreachable(failure);
  }
  const ofIssuer = keys.filter((key) => key['iss'] === undefined || key['iss'] === issuer);
  const named = await pickKey(ofIssuer, header);
  if (named === undefined) {
    return {
      finding: {
        outcome: 'unknown',
        code: 'key-not-in-document',
        detail: 'The issuer does not publish the key that signed this.',
      },
    };
  }
  return { jwk: named as JWK, copyOf };
}

async function pickKey(keys: JsonObject[], header: JsonObject): Promise<JsonObject | undefined> {
  const kid = textOf(header['kid']);
  if (kid !== undefined)
    return keys.find((key) => key['kid'] === kid || (kid.includes('#') && key['kid'] === kid.split('#')[1]));
  if (!isJsonObject(header['jwk'])) return undefined;
  const { calculateJwkThumbprint } = await import('jose');
  try {
    const wanted = await calculateJwkThumbprint(header['jwk'] as JWK);
    for (const key of keys) if ((await calculateJwkThumbprint(key as JWK)) === wanted) return key;
  } catch {
    // A key that has no thumbprint is no key.
  }
  return undefined;
}

/** VCDM 1.1 §6.3.1 and OB 3.0 §8.2.4: each claim that is there says the same as the credential. */
function findClaimProblem(claims: JsonObject, credential: JsonObject): string | null {
  const subject = valuesOf(credential['credentialSubject'])[0];
  const subjectId = isJsonObject(subject) ? textOf(subject['id']) : undefined;
  const pairs: [string, unknown][] = [
    ['iss', issuerIdOf(credential)],
    ['jti', credential['id']],
    ['sub', subjectId],
    ['nbf', seconds(credential['validFrom'] ?? credential['issuanceDate'])],
    ['exp', seconds(credential['validUntil'] ?? credential['expirationDate'])],
  ];
  const differs = pairs.some(([claim, value]) => {
    const said = typeof claims[claim] === 'number' ? Math.floor(claims[claim]) : claims[claim];
    return said !== undefined && value !== undefined && said !== value;
  });
  if (differs) return 'The signed claims do not say the same as the credential.';
  const isTimeless = ['nbf', 'exp'].some(
    (claim) => claims[claim] !== undefined && timeOf(claims[claim]) === undefined,
  );
  return isTimeless ? 'A signed claim is not a time.' : null;
}

/**
 * An issuer may leave out of the credential what a registered claim says already (VCDM 1.1 §6.3.1). Its period is then the
 * claims' period, for the validity check to judge.
 */
function withRegisteredClaims(credential: JsonObject, claims: JsonObject): JsonObject {
  const said = {
    id: textOf(claims['jti']),
    issuer: textOf(claims['iss']),
    validFrom: credential['issuanceDate'] === undefined ? timeOf(claims['nbf']) : undefined,
    validUntil: credential['expirationDate'] === undefined ? timeOf(claims['exp']) : undefined,
  };
  const filled = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(filled), ...credential };
}

/** A NumericDate (RFC 7519 §2) as xsd:dateTime; undefined when it is none that a Date can hold. */
function timeOf(claim: Json | undefined): string | undefined {
  return typeof claim === 'number' && Math.abs(claim) <= 8.64e12
    ? new Date(claim * 1000).toISOString()
    : undefined;
}

/** OB 3.0 §8.2.4 puts registered claims beside the credential's own members; no context defines them. */
function withoutRegisteredClaims(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([claim]) => !REGISTERED_CLAIMS.has(claim)));
}

function seconds(time: unknown): number | undefined {
  return typeof time === 'string' && !Number.isNaN(Date.parse(time))
    ? Math.floor(Date.parse(time) / 1000)
    : undefined;
}

function decodePart(part: string): JsonObject | null {
  try {
    const parsed = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64Url(part)));
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : null;
  } catch {
    return null;
  }
}

function unsupported(): Finding {
  return {
    outcome: 'unknown',
    code: 'cryptosuite-unsupported',
    detail: 'The signature is of a kind that this verifier does not know.',
  };
}

function failed(code: FindingCode, detail: string): Finding {
  return {
    outcome: 'failed',
    code,
    detail,
    problemType: 'https://w3id.org/security#PROOF_VERIFICATION_ERROR',
  };
}
