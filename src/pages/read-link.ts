import { ACCEPT_CREDENTIAL } from '../model/accept-credential.ts';
import { findCredentialLink } from '../model/credential-link.ts';
import { FetchFailure } from '../model/verification.ts';
import type { LinkProblem } from '../present/words/problem-words.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';
import { fetchSharedParts } from '../verify/read-secured.ts';
import type { LinkAnswer } from './check-messages.ts';
import { fetchLimited, type Surroundings } from './fetch-limited.ts';

/**
 * The credential behind a link: share links of Lectern and of others, and any address that gives JSON or a JWT, read directly or through the
 * page's relay. With its parts, where a share link offers them.
 */
export async function readLink(handedIn: string, surroundings: Surroundings): Promise<LinkAnswer> {
  const link = findCredentialLink(handedIn);
  const relayed = new Set<string>();
  const ask = async (url: string) => {
    const limits = { ...surroundings, accept: ACCEPT_CREDENTIAL, maxBytes: MAX_CREDENTIAL_BYTES };
    const answer = await fetchLimited(url, limits);
    if (answer.isRelayed) relayed.add(new URL(url).host);
    return answer;
  };
  try {
    const { status, bytes } = await ask(link);
    if (status >= 200 && status < 300) {
      const parts = await fetchSharedParts(link, bytes, async (url) => {
        const answer = await ask(url);
        if (answer.status >= 300) throw new FetchFailure('not-found');
        return answer.bytes;
      });
      return { ok: true, file: new Blob([bytes]), parts, relayed: [...relayed] };
    }
    return { ok: false, problem: PROBLEMS[status] ?? 'unreachable' };
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    const { reason } = error;
    return { ok: false, problem: reason === 'refused' || reason === 'too-large' ? reason : 'unreachable' };
  }
}

const PROBLEMS: Readonly<Record<number, LinkProblem>> = { 404: 'not-found', 410: 'turned-off' };
