import { kindOfDocument } from '../model/document-kind.ts';
import { isJsonObject, type JsonObject, parseJson } from '../model/json.ts';
import { type FetchedDocument, FetchFailure } from '../model/verification.ts';
import { fetchLimited, NoAnswer, type Surroundings } from './fetch-limited.ts';
import { keepDocument, recallDocument } from './kept-documents.ts';

const MAX_DOCUMENT_BYTES = 1_000_000;
const ACCEPT =
  'application/vc, application/did+json, application/did+ld+json, application/ld+json, application/json;q=0.9';

/** What is asked for there says which credential is meant (docs/verification.md, Notices): that is for its issuer alone. */
const NOTICE_PATH = /^\/notices\/[0-9a-f]{64}$/;

/** A document, and how this page came by it. */
export interface ReadDocument extends FetchedDocument {
  fetchedAt: Date;
  /** The page's own server fetched it. */
  isRelayed: boolean;
  /** Of what was read. */
  size: number;
}

/**
 * The browser's way out for one document: the issuer's key or its lists, and nothing that says which credential is being checked.
 * Direct first, else through the page's relay. Where neither the site nor the network answers: the copy that this browser kept of
 * what everyone may read, marked as such. Works in a worker, a window and, without relay and copies, in a file.
 */
export async function fetchDocument(url: string, surroundings: Surroundings): Promise<ReadDocument> {
  try {
    const { status, bytes, isRelayed } = await fetchLimited(url, {
      ...(isNotice(url) ? { page: surroundings.page } : surroundings),
      accept: ACCEPT,
      maxBytes: MAX_DOCUMENT_BYTES,
    });
    if (status === 404 || status === 410) throw new FetchFailure('not-found');
    if (status < 200 || status > 299) throw new FetchFailure('unreachable');
    const document = readJsonObject(bytes);
    const fetchedAt = new Date();
    if (isWorthKeeping(document)) await keepDocument(url, bytes, fetchedAt);
    return { document, fetchedAt, isRelayed, size: bytes.length };
  } catch (failure) {
    const copy = failure instanceof NoAnswer ? await recallDocument(url) : null;
    if (copy === null) throw failure;
    const { bytes, fetchedAt } = copy;
    return {
      document: readJsonObject(bytes),
      fetchedAt,
      notRefreshed: true,
      isRelayed: false,
      size: bytes.length,
    };
  }
}

function isNotice(url: string): boolean {
  return URL.canParse(url) && NOTICE_PATH.test(new URL(url).pathname);
}

/** Keys and lists are for everyone; a notice, for one, is about a single credential. */
function isWorthKeeping(document: JsonObject): boolean {
  const kind = kindOfDocument(document);
  return kind === 'keys' || kind === 'status-list';
}

function readJsonObject(bytes: Uint8Array): JsonObject {
  const parsed = parseJson(decode(bytes));
  if (!parsed.ok || !isJsonObject(parsed.value)) throw new FetchFailure('not-json');
  return parsed.value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FetchFailure('not-json', { cause });
  }
}
