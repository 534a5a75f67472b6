const NAME = 'lectern-documents';
const FETCHED_AT = 'lectern-fetched-at';
const MAX_DOCUMENTS = 300;
const MAX_AGE_MS = 30 * 86_400_000;

export interface KeptDocument {
  bytes: Uint8Array<ArrayBuffer>;
  fetchedAt: Date;
}

/**
 * Keeps a public document in this browser for when the network is away: at most 300, each for at most 30 days. Addresses with a
 * query are left out, which might say more than where a document is. Never rejects: where nothing can be kept, nothing is.
 */
export async function keepDocument(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  fetchedAt: Date,
): Promise<void> {
  if (new URL(url).search !== '') return;
  await withKept(async (kept) => {
    await kept.delete(url);
    await kept.put(url, new Response(bytes, { headers: { [FETCHED_AT]: fetchedAt.toISOString() } }));
    // In the order in which they were put.
    const addresses = await kept.keys();
    for (const oldest of addresses.slice(0, Math.max(0, addresses.length - MAX_DOCUMENTS)))
      await kept.delete(oldest);
  });
}

/** The copy of a document that this browser has, or null. One that is too old is removed. */
export async function recallDocument(url: string): Promise<KeptDocument | null> {
  return withKept(async (kept) => {
    const response = await kept.match(url);
    if (response === undefined) return null;
    const fetchedAt = new Date(response.headers.get(FETCHED_AT) ?? Number.NaN);
    if (Date.now() - fetchedAt.getTime() <= MAX_AGE_MS)
      return { bytes: new Uint8Array(await response.arrayBuffer()), fetchedAt };
    await kept.delete(url);
    return null;
  });
}

/**
 * Forgets what this page has kept: the addresses tell on a shared computer which issuers were checked. Resolves to whether
 * something was kept.
 */
export async function forgetDocuments(): Promise<boolean> {
  try {
    return await caches.delete(NAME);
  } catch {
    return false;
  }
}

/** Null where the browser keeps nothing for a page: in a file, in some private windows, when the disk is full. */
async function withKept<T>(use: (kept: Cache) => Promise<T>): Promise<T | null> {
  try {
    return await use(await caches.open(NAME));
  } catch {
    return null;
  }
}
