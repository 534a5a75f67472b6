import type { JsonObject } from '../model/json.ts';
import { canonizeWithPlans } from '../proof/plan/canonize-with-plans.ts';
import type { HashText } from '../proof/plan/fill-quads.ts';
import { createPlanBook } from '../proof/plan/plan-book.ts';
import type { VerificationMemory } from './check.ts';

/** A shape that came this often will come again. */
const PATIENCE = 3;

/**
 * An empty memory for a run of verifications, with what the runtime does faster than pages can: `hash` is SHA-256 in hex,
 * `matchesSchema` the official schema, compiled.
 */
export function createVerificationMemory({
  hash,
  matchesSchema,
}: {
  hash: HashText;
  matchesSchema: (credential: JsonObject) => boolean;
}): VerificationMemory {
  const canonize = canonizeWithPlans(createPlanBook({ hash, patience: PATIENCE }));
  return { canonize, matchesSchema, lists: new WeakMap() };
}
