import { FetchFailure } from '../model/verification.ts';
import { isAllowedUrl } from './is-allowed-url.ts';

const TIMEOUT_MS = 8000;
/** The relay tries three times itself, each within the same limits. */
const RELAY_TIMEOUT_MS = 30_000;
const RETRIES = 2;
const RETRY_PAUSE_MS = 300;
const LONGEST_RELAYED_URL = 2000;

/** Where a page is, and what its own server does for it. */
export interface Surroundings {
  /** The page that asks: only one on localhost may ask localhost. */
  page: URL;
  /** Path of the page's own relay (docs/verification.md); absent where it has none, as in a static export or a file. */
  relay?: string;
}

export interface FetchLimits extends Surroundings {
  accept: string;
  maxBytes: number;
}

export interface LimitedResponse {
  status: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** The page's own server asked, because the site does not let other pages read it. */
  isRelayed: boolean;
  /** Of when it is, where the page's own service worker gave its copy because its site did not answer. */
  keptAt?: string;
}

/** The site could not be reached, or was not in a state to answer. A 4xx is an answer. */
export class NoAnswer extends FetchFailure {}

/**
 * A GET that tells the other side nothing of who asks, within the limits of docs/verification.md: 8 s for each of three attempts, and
 * a cap on what is read. What fails the way a site fails that lets no other page read it goes to the page's relay. Answers below 500
 * are given back; the rest rejects with `FetchFailure`, and with `NoAnswer` where the network or the site was away.
 */
export async function fetchLimited(url: string, limits: FetchLimits): Promise<LimitedResponse> {
  if (!isAllowedUrl(url, limits.page)) throw new FetchFailure('refused');
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await attemptFetch(url, limits);
      if (answer.status < 500) return answer;
      if (attempt >= RETRIES) throw new NoAnswer('unreachable');
    } catch (error) {
      if (error instanceof FetchFailure) throw error;
      // A browser does not tell a site that forbids reading from one that is away; a timeout is another error.
      const relayed = attempt === 0 && error instanceof TypeError ? await askRelay(url, limits) : null;
      if (relayed !== null) return relayed;
      if (attempt >= RETRIES) throw new NoAnswer('unreachable', { cause: error });
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_PAUSE_MS * 2 ** attempt));
  }
}

async function attemptFetch(url: string, { accept, maxBytes }: FetchLimits): Promise<LimitedResponse> {
  const response = await fetch(url, {
    method: 'GET',
    headers: { accept },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'follow',
    cache: 'no-cache',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return readAnswer(response, maxBytes, false);
}

/**
 * The same through the page's own server. The address travels in a header, so that it stands in no log of addresses. Null where the
 * relay is no help: there is none, it cannot be reached, or it has too much to do.
 */
async function askRelay(
  url: string,
  { page, relay, maxBytes }: FetchLimits,
): Promise<LimitedResponse | null> {
  const { href, origin } = new URL(url);
  if (relay === undefined || origin === page.origin || href.length > LONGEST_RELAYED_URL) return null;
  let response: Response;
  try {
    response = await fetch(new URL(relay, page), {
      method: 'GET',
      headers: { 'lectern-relay-url': href },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(RELAY_TIMEOUT_MS),
    });
    if (response.ok || response.status === 404) return await readAnswer(response, maxBytes, true);
    await response.body?.cancel();
  } catch (error) {
    if (error instanceof FetchFailure) throw error;
    return null;
  }
  // It did not answer there either; or what is there is nothing that this page could use.
  if (response.status === 502) throw new NoAnswer('unreachable');
  if (response.status === 422) throw new FetchFailure('unreachable');
  return null;
}

async function readAnswer(
  response: Response,
  maxBytes: number,
  isRelayed: boolean,
): Promise<LimitedResponse> {
  const { ok, status } = response;
  const keptAt = response.headers.get('lectern-kept-at');
  if (ok)
    return {
      status,
      bytes: await readCapped(response, maxBytes),
      isRelayed,
      ...(keptAt === null ? {} : { keptAt }),
    };
  await response.body?.cancel();
  return { status, bytes: new Uint8Array(), isRelayed };
}

/** Counts while reading, whatever `content-length` promised. */
async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    size += chunk.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new FetchFailure('too-large');
    }
    chunks.push(chunk.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
