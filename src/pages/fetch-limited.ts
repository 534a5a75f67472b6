import { FetchFailure } from '../model/verification.ts';
import { isAllowedUrl } from './is-allowed-url.ts';

const TIMEOUT_MS = 8000;
const RETRIES = 2;
const RETRY_PAUSE_MS = 300;

export interface FetchLimits {
  accept: string;
  maxBytes: number;
  /** The page that asks: only one on localhost may ask localhost. */
  page: URL;
}

export interface LimitedResponse {
  status: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A GET that tells the other side nothing of who asks, within the limits of docs/verification.md: 8 s for each of three attempts, and
 * a cap on what is read. Answers below 500 are given back; the rest rejects with `FetchFailure`.
 */
export async function fetchLimited(url: string, limits: FetchLimits): Promise<LimitedResponse> {
  if (!isAllowedUrl(url, limits.page)) throw new FetchFailure('refused');
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await attemptFetch(url, limits);
      if (answer.status < 500) return answer;
      if (attempt >= RETRIES) throw new FetchFailure('unreachable');
    } catch (error) {
      if (error instanceof FetchFailure) throw error;
      if (attempt >= RETRIES) throw new FetchFailure('unreachable', { cause: error });
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
  if (!response.ok) {
    await response.body?.cancel();
    return { status: response.status, bytes: new Uint8Array() };
  }
  return { status: response.status, bytes: await readCapped(response, maxBytes) };
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
