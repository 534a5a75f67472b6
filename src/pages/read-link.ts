import { ACCEPT_CREDENTIAL } from '../model/accept-credential.ts';
import type { JsonObject } from '../model/json.ts';
import { FetchFailure } from '../model/verification.ts';
import type { LinkProblem } from '../present/words/problem-words.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';
import { fetchSharedParts } from '../verify/read-secured.ts';
import { fetchLimited } from './fetch-limited.ts';

export type LinkAnswer =
  | { ok: true; bytes: Uint8Array<ArrayBuffer>; parts: (JsonObject | string)[] }
  | { ok: false; problem: LinkProblem };

/**
 * The credential behind a link: Lectern's own share links, and any address that gives JSON or a JWT. With its parts, where a share
 * link offers them.
 */
export async function readLink(link: string, page: URL): Promise<LinkAnswer> {
  const ask = (url: string) =>
    fetchLimited(url, { accept: ACCEPT_CREDENTIAL, maxBytes: MAX_CREDENTIAL_BYTES, page });
  try {
    const { status, bytes } = await ask(link);
    if (status >= 200 && status < 300) {
      const parts = await fetchSharedParts(link, bytes, async (url) => {
        const answer = await ask(url);
        if (answer.status >= 300) throw new FetchFailure('not-found');
        return answer.bytes;
      });
      return { ok: true, bytes, parts };
    }
    return { ok: false, problem: PROBLEMS[status] ?? 'unreachable' };
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    const { reason } = error;
    return { ok: false, problem: reason === 'refused' || reason === 'too-large' ? reason : 'unreachable' };
  }
}

const PROBLEMS: Readonly<Record<number, LinkProblem>> = { 404: 'not-found', 410: 'turned-off' };
