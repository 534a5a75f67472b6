import type { LookupFunction } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Agent, Response } from 'undici';
import { FetchFailure } from '../model/verification.ts';
import { readAllowedUrl } from './read-allowed-url.ts';
import { readCappedBody } from './read-capped-body.ts';
import { createCheckedLookup } from './refuse-private-address.ts';

const MAX_REDIRECTS = 3;
const RETRY_PAUSE_MS = 200;

export interface FetchOptions {
  /** Lets `http:` and `https:` URLs of `localhost`, `127.0.0.1` and `[::1]` pass: practice mode and tests. */
  allowLocalhost: boolean;
  /** For one attempt, redirects and body included. */
  timeoutMs?: number;
  /** Further attempts after a network error, a timeout or a 5xx answer. */
  retries?: number;
  /** Of the body as it comes out of decompression. */
  maxBytes?: number;
  /** Name resolution in place of the system's. Its answers are checked like the system's. */
  lookup?: LookupFunction;
}

/** The body, and for how long caches were told to keep it. */
interface FetchedBytes {
  bytes: Uint8Array<ArrayBuffer>;
  cacheControl: string | null;
}

interface Limits {
  accept: string;
  allowLocalhost: boolean;
  timeoutMs: number;
  maxBytes: number;
  client: Client;
}

interface Client {
  fetch: typeof import('undici').fetch;
  dispatcher: Agent;
}

/** A failure that may be gone a moment later. */
class PassingFailure extends FetchFailure {}

/**
 * The way out to the network, within the limits of docs/verification.md. Every URL comes from a stranger's credential, so what may
 * be reached is decided here, for the URL, for each redirect, and for the addresses that a name resolves to.
 */
export function createFetch(
  options: FetchOptions & { maxBytes: number },
  accept: string,
): (url: string) => Promise<FetchedBytes> {
  const { allowLocalhost, timeoutMs = 8000, retries = 2, maxBytes } = options;
  let opening: Promise<Client> | undefined;

  return async (url) => {
    opening ??= openClient(createCheckedLookup(allowLocalhost, options.lookup), timeoutMs);
    const limits: Limits = { accept, allowLocalhost, timeoutMs, maxBytes, client: await opening };
    for (let attempt = 0; ; attempt++) {
      try {
        return await attemptFetch(url, limits);
      } catch (error) {
        const failure = failureOf(error);
        if (attempt >= retries || !(failure instanceof PassingFailure)) throw failure;
      }
      await setTimeout(RETRY_PAUSE_MS * 2 ** attempt);
    }
  };
}

/** Loaded with the first request: most commands make none, and it would be a good part of their start. */
async function openClient(lookup: LookupFunction, timeout: number): Promise<Client> {
  const { Agent, fetch } = await import('undici');
  // The agent is given explicitly, so no proxy from the environment can connect past the checked lookup.
  return { fetch, dispatcher: new Agent({ connect: { lookup, timeout }, allowH2: false }) };
}

async function attemptFetch(text: string, limits: Limits): Promise<FetchedBytes> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const response = await followRedirects(text, signal, limits);
  const { status } = response;
  if (status >= 200 && status < 300)
    return {
      bytes: await readCappedBody(response.body, limits.maxBytes),
      cacheControl: response.headers.get('cache-control'),
    };
  await response.body?.cancel();
  if (status === 404 || status === 410) throw new FetchFailure('not-found');
  if (status >= 500) throw new PassingFailure('unreachable');
  throw new FetchFailure('unreachable');
}

async function followRedirects(text: string, signal: AbortSignal, limits: Limits): Promise<Response> {
  const { client } = limits;
  let url = readAllowedUrl(text, limits.allowLocalhost);
  for (let redirects = 0; ; redirects++) {
    const response = await client.fetch(url, {
      dispatcher: client.dispatcher,
      headers: { accept: limits.accept, 'user-agent': 'lectern' },
      redirect: 'manual',
      signal,
    });
    const location = response.headers.get('location');
    if (location === null || response.status < 300 || response.status > 399) return response;
    await response.body?.cancel();
    if (redirects === MAX_REDIRECTS) throw new FetchFailure('refused');
    url = readAllowedUrl(location, limits.allowLocalhost, url);
  }
}

/** What went wrong, in our words. A refusal by the lookup arrives as the cause of the socket's error. */
function failureOf(error: unknown): FetchFailure {
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof FetchFailure) return each;
  return new PassingFailure('unreachable', { cause: error });
}
