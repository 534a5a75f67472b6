import { ACCEPT_CREDENTIAL } from '../model/accept-credential.ts';
import type { FetchBytes } from '../model/verification.ts';
import { createFetch, type FetchOptions } from './fetch-within-limits.ts';

/** As much as anyone may hand in. */
export const MAX_LINKED_BYTES = 10 * 1024 * 1024;

/** What a link leads to, whatever it is: JSON, a JWT, or nothing that could be checked. */
export function createFetchBytes(options: FetchOptions): FetchBytes {
  const fetch = createFetch({ maxBytes: MAX_LINKED_BYTES, ...options }, ACCEPT_CREDENTIAL);
  return async (url) => (await fetch(url)).bytes;
}
