import { isJsonObject, parseJson } from '../model/json.ts';
import { type FetchDocument, type FetchedDocument, FetchFailure } from '../model/verification.ts';
import { fetchLimited } from './fetch-limited.ts';

const MAX_DOCUMENT_BYTES = 1_000_000;
const ACCEPT =
  'application/vc, application/did+json, application/did+ld+json, application/ld+json, application/json;q=0.9';

export interface FetchDocumentOptions {
  page: URL;
  /** Hears of every host that is being waited for, and when it has answered or was given up. */
  onWaiting?: (host: string) => void;
  onDone?: (host: string) => void;
}

/**
 * The browser's way out: the issuer's key and its lists, and nothing that says which credential is being checked. The same
 * document is asked for once, however many proofs need it.
 */
export function createFetchDocument({ page, onWaiting, onDone }: FetchDocumentOptions): FetchDocument {
  const asked = new Map<string, Promise<FetchedDocument>>();
  return (url) => {
    let document = asked.get(url);
    if (document === undefined) {
      const host = URL.canParse(url) ? new URL(url).host : '';
      onWaiting?.(host);
      document = fetchOne(url, page).finally(() => onDone?.(host));
      asked.set(url, document);
    }
    return document;
  };
}

async function fetchOne(url: string, page: URL): Promise<FetchedDocument> {
  const { status, bytes } = await fetchLimited(url, { accept: ACCEPT, maxBytes: MAX_DOCUMENT_BYTES, page });
  if (status === 404 || status === 410) throw new FetchFailure('not-found');
  if (status < 200 || status > 299) throw new FetchFailure('unreachable');
  const parsed = parseJson(decode(bytes));
  if (!parsed.ok || !isJsonObject(parsed.value)) throw new FetchFailure('not-json');
  return { document: parsed.value, fetchedAt: new Date() };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FetchFailure('not-json', { cause });
  }
}
