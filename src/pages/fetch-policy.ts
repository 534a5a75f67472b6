import { FetchFailure } from '../model/verification.ts';
import type { StaleDocument } from './check-messages.ts';
import { fetchLimited } from './fetch-limited.ts';

const MAX_BYTES = 1024 * 1024;

/** A policy as its site published it, unread. */
export interface FetchedPolicy {
  file: Blob;
  /** The site did not answer; this is what it said before. */
  copy?: StaleDocument;
}

/**
 * The operator's policy, asked for by the page itself and not by its worker: only the page has the service worker, which has a copy when
 * the site does not answer. Null where it cannot be had.
 */
export async function fetchPolicy(url: string, page: URL): Promise<FetchedPolicy | null> {
  try {
    const { status, bytes, keptAt } = await fetchLimited(url, {
      page,
      accept: 'application/json',
      maxBytes: MAX_BYTES,
    });
    if (status < 200 || status > 299) return null;
    const file = new Blob([bytes]);
    return keptAt === undefined ? { file } : { file, copy: { host: new URL(url).host, fetchedAt: keptAt } };
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    return null;
  }
}
