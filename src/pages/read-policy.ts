import { EMPTY_POLICY, type Policy } from '../model/policy.ts';
import { FetchFailure } from '../model/verification.ts';
import { fetchLimited, type Surroundings } from './fetch-limited.ts';

/**
 * The policy in a file, null if it is none; or the one at an address, the operator's: where that cannot be had nobody is trusted.
 */
export async function readPolicy(source: Blob | string, surroundings: Surroundings): Promise<Policy | null> {
  const { MAX_POLICY_BYTES, readPolicy: read } = await import('../verify/read-policy.ts');
  const readText = (text: string) => {
    const answer = read(text);
    return answer.ok ? answer.policy : null;
  };
  if (typeof source !== 'string') return readText(await source.slice(0, MAX_POLICY_BYTES + 1).text());
  try {
    const { bytes } = await fetchLimited(source, {
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
