import { isJsonObject, type JsonObject, textOf } from '../../model/json.ts';
import type { Finding } from '../../model/verification.ts';
import { describeTime } from '../check.ts';

/**
 * What a status list says whose site did not answer now, and of which there is a copy: a set bit counts as ever, but a clear one only
 * as long as the issuer signed that the list is good: until `validUntil`, or for its `ttl` where it states no end (Bitstring Status
 * List v1.0 §2.2: beyond `ttl` a verifier should try to refresh it, which was tried). A list that states neither clears nobody from a
 * copy.
 */
export function judgeCopy(list: JsonObject, copyOf: Date, now: Date): Finding {
  const isGood = readEnd(list, copyOf) > now.getTime() && copyOf.getTime() <= now.getTime();
  // Whoever has a copy from the future has a wrong clock, and cannot say how old anything is.
  return isGood ? notRefreshed(copyOf) : tooOld(copyOf);
}

/** Milliseconds; NaN, which nothing is before, where it states none. */
function readEnd(list: JsonObject, copyOf: Date): number {
  const validUntil = textOf(list['validUntil'] ?? list['expirationDate']);
  if (validUntil !== undefined) return Date.parse(validUntil);
  const subject = list['credentialSubject'];
  const ttl = isJsonObject(subject) ? subject['ttl'] : undefined;
  return typeof ttl === 'number' ? copyOf.getTime() + ttl : Number.NaN;
}

function notRefreshed(copyOf: Date): Finding {
  return {
    outcome: 'warning',
    code: 'status-not-refreshed',
    detail: `We could not reach the list of withdrawn credentials. By its copy of ${describeTime(copyOf)}, which is still within its time, this one is not withdrawn.`,
    copyOf: copyOf.toISOString(),
  };
}

/** A copy that clears nobody. */
export function tooOld(copyOf: Date): Finding {
  return {
    outcome: 'unknown',
    code: 'status-copy-too-old',
    detail: `We could not reach the list of withdrawn credentials. The last copy is of ${describeTime(copyOf)}, and it may have changed since.`,
    problemType: 'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR',
    copyOf: copyOf.toISOString(),
  };
}
