import type { Policy } from '../model/policy.ts';

/** The policy in a file, null if it is none. */
export async function readPolicy(file: Blob): Promise<Policy | null> {
  const { MAX_POLICY_BYTES, readPolicy: read } = await import('../verify/read-policy.ts');
  const answer = read(await file.slice(0, MAX_POLICY_BYTES + 1).text());
  return answer.ok ? answer.policy : null;
}
