import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';

/** SHA-256 of the JCS form, hex: what a request is compared by. Throws AppError REQUEST_INVALID for text that has no UTF-8. */
export function hashJson(request: JsonObject): string {
  return createHash('sha256').update(toCanonicalForm(request)).digest('hex');
}

function toCanonicalForm(request: JsonObject): string {
  try {
    return canonicalize(request) as string;
  } catch (cause) {
    // RFC 8785 §3.2.2.2: a lone surrogate has no canonical form.
    throw new AppError('REQUEST_INVALID', 'There is text in it that is not Unicode.', { cause });
  }
}
