import { ACCEPT_CREDENTIAL } from '../model/accept-credential.ts';
import { FetchFailure } from '../model/verification.ts';
import type { LinkProblem } from '../present/link-words.ts';
import { MAX_CREDENTIAL_BYTES } from '../verify/read-credential.ts';
import { fetchLimited } from './fetch-limited.ts';

export type LinkAnswer = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; problem: LinkProblem };

/** The credential behind a link: Lectern's own share links, and any address that gives JSON or a JWT. */
export async function readLink(link: string, page: URL): Promise<LinkAnswer> {
  try {
    const { status, bytes } = await fetchLimited(link, {
      accept: ACCEPT_CREDENTIAL,
      maxBytes: MAX_CREDENTIAL_BYTES,
      page,
    });
    if (status >= 200 && status < 300) return { ok: true, bytes };
    return { ok: false, problem: PROBLEMS[status] ?? 'unreachable' };
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    const { reason } = error;
    return { ok: false, problem: reason === 'refused' || reason === 'too-large' ? reason : 'unreachable' };
  }
}

const PROBLEMS: Readonly<Record<number, LinkProblem>> = { 404: 'not-found', 410: 'turned-off' };
