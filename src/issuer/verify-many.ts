import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import type { JsonObject } from '../model/json.ts';
import { OPEN_BADGE_SCHEMA } from '../model/open-badge-schema/open-badge-schema.ts';
import type { VerificationMemory } from '../verify/check.ts';
import { createVerificationMemory } from '../verify/verification-memory.ts';
import { sha256Bytes, sha256Text } from './sha256.ts';
import { createEd25519Verifier } from './verify-ed25519.ts';

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

function compileSchema(): (credential: JsonObject) => boolean {
  const ajv = new Ajv2019({ strict: false });
  addFormats.default(ajv);
  return ajv.compile<JsonObject>(structuredClone(OPEN_BADGE_SCHEMA) as object) as (
    credential: JsonObject,
  ) => boolean;
}
