import type { ReadDocument } from './fetch-document.ts';

const MAX_DOCUMENTS = 500;
const MAX_BYTES = 32_000_000;
/** Lists may be kept this long by what Lectern says of its own; a run of many checks is as long. */
const MAX_AGE_MS = 300_000;
/** A site that is away is not asked anew by each of many checks. */
const MAX_FAILURE_AGE_MS = 30_000;

export interface SharedDocuments {
  /** The same object for everyone who asks within a run; rejects as `fetchOne` does. */
  fetch(url: string): Promise<ReadDocument>;
  /** The run is over: what comes next is fetched anew. */
  clear(): void;
}

/**
 * Checks that run together ask once for what several of them need. At most 500 documents and 32 MB for five minutes; beyond that
 * the oldest go.
 */
export function shareDocuments(fetchOne: (url: string) => Promise<ReadDocument>): SharedDocuments {
  const asked = new Map<
    string,
    { document: Promise<ReadDocument>; at: number; size: number; failed: boolean }
  >();

  function ask(url: string): Promise<ReadDocument> {
    const document = fetchOne(url);
    const entry = { document, at: Date.now(), size: 0, failed: false };
    asked.set(url, entry);
    document.then(
      ({ size }) => {
        entry.size = size;
        dropOldest();
      },
      () => {
        entry.failed = true;
      },
    );
    dropOldest();
    return document;
  }

  function dropOldest(): void {
    let bytes = [...asked.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [url, { size }] of asked) {
      if (asked.size <= MAX_DOCUMENTS && bytes <= MAX_BYTES) return;
      bytes -= size;
      asked.delete(url);
    }
  }

  return {
    fetch(url) {
      const entry = asked.get(url);
      const age = Date.now() - (entry?.at ?? 0);
      if (entry !== undefined && age < (entry.failed ? MAX_FAILURE_AGE_MS : MAX_AGE_MS))
        return entry.document;
      asked.delete(url);
      return ask(url);
    },
    clear: () => asked.clear(),
  };
}
