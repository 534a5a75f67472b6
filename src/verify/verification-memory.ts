import type { JsonObject } from '../model/json.ts';
import { canonizeWithPlans } from '../proof/plan/canonize-with-plans.ts';
import { createPlanBook } from '../proof/plan/plan-book.ts';
import { createQuickVerifying, type VerifyBytes } from '../proof/verify-with-plans.ts';
import type { VerificationMemory } from './check.ts';

/** What a runtime of its own does many times faster than what pages can use. */
export interface NativePowers {
  /** SHA-256 of the text's UTF-8. */
  sha256: (text: string) => Uint8Array;
  sha256Hex: (text: string) => string;
  verifyBytes: VerifyBytes;
  /** The official OB 3.0 schema, compiled. */
  matchesSchema: (credential: JsonObject) => boolean;
}

/** A shape that came this often will come again. */
const PATIENCE = 3;

/** An empty memory for a run of verifications. */
export function createVerificationMemory(native: NativePowers): VerificationMemory {
  const canonize = canonizeWithPlans(createPlanBook({ hash: native.sha256Hex, patience: PATIENCE }));
  return {
    canonize,
    verifyQuickly: createQuickVerifying(canonize, native.sha256, native.verifyBytes),
    matchesSchema: native.matchesSchema,
    lists: new WeakMap(),
  };
}
