import { EMPTY_POLICY, type Policy } from '../model/policy.ts';
import { FetchFailure } from '../model/verification.ts';
import { MAX_POLICY_BYTES, readPolicy } from '../verify/read-policy.ts';
import { fetchLimited } from './fetch-limited.ts';

/**
 * The policy that a check on this page is made by: the reader's own file, else the one of the page's operator. Where that cannot be
 * had nobody is trusted. Null for a file that is no policy.
 */
export async function readChosenPolicy(file: Blob | undefined, page: URL): Promise<Policy | null> {
  if (file !== undefined) return readPolicyFile(file);
  try {
    const url = new URL('/policy.json', page).href;
    const { bytes } = await fetchLimited(url, {
      accept: 'application/json',
      maxBytes: MAX_POLICY_BYTES,
      page,
    });
    const read = readPolicy(new TextDecoder().decode(bytes));
    return read.ok ? read.policy : EMPTY_POLICY;
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    return EMPTY_POLICY;
  }
}

/** The policy in a file, or null where it is none. */
export async function readPolicyFile(file: Blob): Promise<Policy | null> {
  const read = readPolicy(await file.slice(0, MAX_POLICY_BYTES + 1).text());
  return read.ok ? read.policy : null;
}
