import type { JsonObject } from '../model/json.ts';
import type { VerificationResult } from '../model/verification.ts';
import { readStatement } from './recognition/statement.ts';

/** An answer, and the credential that it is about where it is about one. */
export interface Answered {
  result: VerificationResult;
  secured?: JsonObject | string | undefined;
}

/**
 * Of what was handed in together, that which is there for its own sake: it is in no other's answer as a part, and no endorsement
 * beside credentials, whose worth is in the answers of these. Never none where there is something: those that name each other as
 * parts each stand for themselves.
 */
export function findLeads(answered: readonly Answered[]): VerificationResult[] {
  const others = answered.filter(({ secured }) => secured === undefined || readStatement(secured) === null);
  const results = (others.length === 0 ? answered : others).map(({ result }) => result);
  const named = new Set(results.flatMap(({ parts }) => parts.flatMap(readAll)));
  const roots = results.filter((result) => !named.has(keyOf(result)));
  const seen = new Set(roots.flatMap(readAll));
  return results.filter((result) => roots.includes(result) || !seen.has(keyOf(result)));
}

/** In a tree of answers. */
function readAll(result: VerificationResult): string[] {
  return [keyOf(result), ...result.parts.flatMap(readAll)];
}

/** What people are shown of it: an id alone, anyone can write. */
function keyOf({ credential }: VerificationResult): string {
  return JSON.stringify(credential ?? null);
}
