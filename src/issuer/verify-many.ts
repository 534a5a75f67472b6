import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { decode } from 'base58-universal';
import type { JsonObject } from '../model/json.ts';
import { OPEN_BADGE_SCHEMA } from '../model/open-badge-schema/open-badge-schema.ts';
import type { VerifyBytes } from '../proof/verify-with-plans.ts';
import type { VerificationMemory } from '../verify/check.ts';
import { createVerificationMemory } from '../verify/verification-memory.ts';
import { sha256Bytes, sha256Text } from './sha256.ts';

let validate: ((credential: JsonObject) => boolean) | undefined;

/**
 * What a run of many verifications remembers, with what this runtime has to make it fast: hashing in one call, keys imported
 * once, and the official schema compiled instead of interpreted (which a page may not do).
 */
export function openVerificationMemory(): VerificationMemory {
  return createVerificationMemory({
    sha256: sha256Bytes,
    sha256Hex: sha256Text,
    verifyBytes: createEd25519Verifier(),
    matchesSchema(credential) {
      validate ??= compileSchema();
      return validate(credential);
    },
  });
}

const MOST_KEYS = 1_000;
/** `ed25519-pub` of the multicodec table, then 32 bytes. */
const ED25519_HEADER = [0xed, 0x01];
const ED25519_BYTES = 34;

function createEd25519Verifier(): VerifyBytes {
  const keys = new Map<string, KeyObject>();
  return (publicKeyMultibase, data, signature) => {
    let key = keys.get(publicKeyMultibase);
    if (key === undefined) {
      if (keys.size >= MOST_KEYS) keys.clear();
      key = importKey(publicKeyMultibase);
      keys.set(publicKeyMultibase, key);
    }
    return verify(null, data, key, signature);
  };
}

function importKey(publicKeyMultibase: string): KeyObject {
  const bytes = decode(publicKeyMultibase.slice(1));
  if (bytes.length !== ED25519_BYTES || ED25519_HEADER.some((byte, i) => bytes[i] !== byte))
    throw new Error('not an Ed25519 key');
  const x = Buffer.from(bytes.subarray(ED25519_HEADER.length)).toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function compileSchema(): (credential: JsonObject) => boolean {
  const ajv = new Ajv2019({ strict: false });
  addFormats.default(ajv);
  return ajv.compile<JsonObject>(structuredClone(OPEN_BADGE_SCHEMA) as object) as (
    credential: JsonObject,
  ) => boolean;
}
