import type { FetchDocument } from '../model/verification.ts';
import { createFetch, type FetchOptions } from './fetch-within-limits.ts';
import { parseDocument } from './parse-document.ts';

const MAX_DOCUMENT_BYTES = 1_000_000;
const ACCEPT =
  'application/vc, application/did+json, application/did+ld+json, application/ld+json, application/json;q=0.9';

/** DID documents, status lists and what else a credential names: JSON objects of at most 1 MB. */
export function createFetchDocument(options: FetchOptions): FetchDocument {
  const fetch = createFetch({ maxBytes: MAX_DOCUMENT_BYTES, ...options }, ACCEPT);
  return async (url) => {
    const { bytes, cacheControl } = await fetch(url);
    const document = parseDocument(bytes);
    return { document, fetchedAt: new Date(), ...(cacheControl === null ? {} : { cacheControl }) };
  };
}
