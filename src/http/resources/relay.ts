import { Hono } from 'hono';
import { kindOfDocument } from '../../model/document-kind.ts';
import { isJsonObject, parseJson } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import { FetchFailure } from '../../model/verification.ts';
import { decodeJwt } from '../../proof/verify-jwt.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitRate } from '../limit-rate.ts';
import { requireOwnPage } from '../require-own-page.ts';

const MAX_DOCUMENT_BYTES = 1_000_000;
const LONGEST_URL = 2000;

/**
 * For the verifier page, where a site does not let other pages read what it publishes: its keys and lists, and credentials behind
 * links. Passed on as they are, and nothing else is; nothing is kept, and the address, which comes in a header, is logged nowhere.
 * Rejects with AppError RELAY_REFUSED for an address that is not fetched and for anything that is none of these, NOT_FOUND, and
 * RELAY_FAILED.
 */
export const relay = new Hono<HttpEnv>().get('/relay', requireOwnPage, limitRate(120), async (c) => {
  const url = c.req.header('lectern-relay-url') ?? '';
  if (url === '' || url.length > LONGEST_URL) throw refused();
  const bytes = await fetchFor(url, c.var.deps.fetchBytes);
  const type = recognize(bytes);
  if (type === null) throw refused();
  return c.body(bytes, 200, {
    'content-type': type,
    // Nobody opens it in this site's name.
    'content-disposition': 'attachment',
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex',
  });
});

async function fetchFor(
  url: string,
  fetchBytes: HttpEnv['Variables']['deps']['fetchBytes'],
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await fetchBytes(url);
  } catch (failure) {
    if (!(failure instanceof FetchFailure)) throw failure;
    if (failure.reason === 'not-found')
      throw new AppError('NOT_FOUND', 'The site has nothing at this address.');
    if (failure.reason === 'unreachable') throw new AppError('RELAY_FAILED', 'The site did not answer.');
    throw refused();
  }
}

/** The media type of what may be passed on, else null. Pictures, PDF files and pages are not, whatever is in them. */
function recognize(bytes: Uint8Array): 'application/json' | 'application/jwt' | null {
  const text = decode(bytes)?.trim() ?? '';
  if (!text.startsWith('{')) {
    const jwt = decodeJwt(text);
    const isRelayed = jwt !== null && kindOfDocument(jwt.credential) !== null;
    return isRelayed ? 'application/jwt' : null;
  }
  const parsed = parseJson(text);
  if (!parsed.ok || !isJsonObject(parsed.value)) return null;
  // Some sites give a credential inside an object of their own.
  const { verifiableCredential: inner } = parsed.value;
  const document = isJsonObject(inner) && parsed.value['@context'] === undefined ? inner : parsed.value;
  const kind = kindOfDocument(document);
  if (kind === null) return null;
  const isHandedIn = kind === 'credential' || kind === 'presentation';
  if (!isHandedIn && bytes.length > MAX_DOCUMENT_BYTES) return null;
  const isSigned = document['proof'] !== undefined || document['verifiableCredential'] !== undefined;
  const needsNoProof = kind === 'keys' || document['revokedCredential'] !== undefined;
  return isSigned || needsNoProof ? 'application/json' : null;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refused(): AppError {
  return new AppError(
    'RELAY_REFUSED',
    'This address is not fetched, or what is there is neither a public key, a status list nor a credential.',
  );
}
