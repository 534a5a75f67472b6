import { EMPTY_POLICY, type Policy } from '../model/policy.ts';
import { FetchFailure } from '../model/verification.ts';
import { fetchLimited, type Surroundings } from './fetch-limited.ts';

/**
 * The policy that a check on this page is made by: the reader's own file, else the one of the page's operator. Where that cannot be
 * had nobody is trusted. Null for a file that is no policy.
 */
export async function readChosenPolicy(
  file: Blob | null,
  surroundings: Surroundings,
): Promise<Policy | null> {
  const { MAX_POLICY_BYTES, readPolicy } = await import('../verify/read-policy.ts');
  const readText = (text: string) => {
    const read = readPolicy(text);
    return read.ok ? read.policy : null;
  };
  if (file !== null) return readText(await file.slice(0, MAX_POLICY_BYTES + 1).text());
  try {
    const { bytes } = await fetchLimited(new URL('/policy.json', surroundings.page).href, {
      ...surroundings,
      accept: 'application/json',
      maxBytes: MAX_POLICY_BYTES,
    });
    return readText(new TextDecoder().decode(bytes)) ?? EMPTY_POLICY;
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    return EMPTY_POLICY;
  }
}
