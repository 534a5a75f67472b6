import { type JsonObject, textOf } from '../model/json.ts';
import type { VerificationResult } from '../model/verification.ts';
import { decodeJwt } from '../proof/verify-jwt.ts';
import { readRecord } from './company.ts';
import { matchesDigest } from './completeness/matches-digest.ts';
import { findNamedParts } from './completeness/named-parts.ts';
import { readStatement } from './recognition/statement.ts';

export interface Answer {
  /** What was verified; undefined for what no credential could be found in. */
  secured: JsonObject | string | undefined;
  result: VerificationResult;
}

/**
 * Those of several answers that are there for their own sake: all but what another one of them has verified as its part. It is the
 * document that counts, by its digest, and not its id, which anyone can give to another one, unless none at all is the one that is meant;
 * so no two that hold can be each other's part. And
 * only parts of what is itself there for its own sake are passed over: nobody has looked at the parts of parts. Endorsements beside
 * credentials are there for these.
 */
export async function findLeads<A extends Answer>(all: readonly A[]): Promise<A[]> {
  const credentials = all.filter(({ secured }) => secured === undefined || readStatement(secured) === null);
  const answers = credentials.length === 0 ? all : credentials;
  const held = answers.map(({ secured, result }) => ({
    secured,
    credential: read(secured),
    text: JSON.stringify(secured),
    result,
  }));
  const ids = new Set(held.flatMap(({ credential }) => textOf(credential['id']) ?? []));
  const wholes = await Promise.all(
    held.map(async ({ credential, result }) => {
      const inRecord = new Set(readRecord(credential).map((one) => JSON.stringify(one)));
      const named = findNamedParts(credential, ids);
      const verified = new Set(result.parts.map((part) => part.credential?.id));
      const others = held.filter((other) => other.credential !== credential);
      const parts = new Set(others.filter(({ text }) => inRecord.has(text)));
      for (const { id, resource } of named.filter((part) => verified.has(part.id))) {
        const candidates = others.filter(
          (other) => other.secured !== undefined && other.credential['id'] === id,
        );
        const digests = await Promise.all(
          candidates.map(({ secured = {} }) => matchesDigest(secured, resource)),
        );
        const meant = candidates.filter((_, index) => digests[index] === 'matches');
        // Where none is, the whole has found against the first of them.
        for (const part of meant.length > 0 ? meant : candidates.slice(0, 1)) parts.add(part);
      }
      return held.map((one) => parts.has(one));
    }),
  );
  const isNamed = answers.map((_, part) => wholes.some((parts) => parts[part]));
  return answers.filter((_, part) => !wholes.some((parts, whole) => parts[part] && !isNamed[whole]));
}

function read(secured: Answer['secured']): JsonObject {
  return (typeof secured === 'string' ? decodeJwt(secured)?.credential : secured) ?? {};
}
