import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { JsonObject } from '../model/json.ts';

/** SHA-256 of the JCS form, hex: what a request is compared by. */
export function hashRequest(request: JsonObject): string {
  return createHash('sha256')
    .update(canonicalize(request) as string)
    .digest('hex');
}
