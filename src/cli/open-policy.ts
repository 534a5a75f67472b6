import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { EMPTY_POLICY, type Policy } from '../model/policy.ts';
import { AppError } from '../model/problem.ts';
import { MAX_POLICY_BYTES, readPolicy } from '../verify/read-policy.ts';

/** Rejects with AppError CONFIG_INVALID, every problem of the file named. */
export async function openPolicy(path: string): Promise<Policy> {
  const read = readPolicy(await readPolicyText(path));
  if (read.ok) return read.policy;
  throw new AppError('CONFIG_INVALID', 'The policy cannot be used.', { problems: read.problems });
}

/** The text of a policy file, up to what one may have. Rejects with AppError CONFIG_INVALID. */
export async function readPolicyText(path: string): Promise<string> {
  try {
    // One byte more, so that a file that is too large is told from one that is cut.
    return (await readFile(path)).subarray(0, MAX_POLICY_BYTES + 1).toString();
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'The policy file cannot be read.', { cause });
  }
}

/** The operator's policy: the file that the environment names, else `policy.json` in the data directory, else null. */
export async function choosePolicy({
  dataDir,
  policyFile,
}: Pick<Config, 'dataDir' | 'policyFile'>): Promise<Policy | null> {
  if (policyFile !== undefined) return openPolicy(policyFile);
  const path = join(dataDir, 'policy.json');
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere ? openPolicy(path) : null;
}

/**
 * The policy of whoever names none: nobody is trusted but this machine, whose instances are `did:web:localhost…`. Nobody else can
 * answer there. `texts` is what is verified.
 */
export function trustThisMachine(texts: readonly Uint8Array[]): Policy {
  const ids = new Set(
    texts.flatMap(
      (bytes) =>
        Buffer.from(bytes)
          .toString()
          .match(/did:web:localhost(%3[Aa]\d{1,5})?(:[\w.-]+)*/g) ?? [],
    ),
  );
  const name = 'This machine only, as none was given';
  return {
    ...EMPTY_POLICY,
    name,
    issuers: [...ids].map((id) => ({ id, name: 'An instance on this machine' })),
  };
}
