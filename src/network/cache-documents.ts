import type { FetchDocument, FetchedDocument } from '../model/verification.ts';

export interface DocumentCacheOptions {
  ttlMs: number;
  maxEntries: number;
  now: () => Date;
}

/**
 * Remembers what `fetchDocument` gave: one request for a URL at a time, which all who ask meanwhile share, and its answer
 * for `ttlMs`. Failures are not remembered. Beyond `maxEntries` the document that was not used for longest goes. All
 * callers get the same object with its original `fetchedAt`, so they must not change it (and may key on its identity).
 */
export function cacheDocuments(fetchDocument: FetchDocument, options: DocumentCacheOptions): FetchDocument {
  const { ttlMs, maxEntries, now } = options;
  const kept = new Map<string, { fetched: FetchedDocument; at: number }>();
  const underway = new Map<string, Promise<FetchedDocument>>();

  async function fetchAndKeep(url: string): Promise<FetchedDocument> {
    // Counted from before the request: what we have is at most as old as that.
    const askedAt = now();
    const fetched = { fetchedAt: askedAt, ...(await fetchDocument(url)) };
    keep(url, fetched, askedAt.getTime());
    return fetched;
  }

  function keep(url: string, fetched: FetchedDocument, at: number): void {
    // A Map iterates in order of insertion: the entry inserted anew goes to the end, the first is the stalest.
    kept.delete(url);
    kept.set(url, { fetched, at });
    for (const stalest of kept.keys()) {
      if (kept.size <= maxEntries) break;
      kept.delete(stalest);
    }
  }

  return async (url) => {
    const entry = kept.get(url);
    if (entry !== undefined && now().getTime() - entry.at < ttlMs) {
      keep(url, entry.fetched, entry.at);
      return entry.fetched;
    }
    kept.delete(url);
    const pending = underway.get(url) ?? fetchAndKeep(url).finally(() => underway.delete(url));
    underway.set(url, pending);
    return pending;
  };
}
