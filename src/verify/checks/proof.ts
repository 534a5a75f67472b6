import { EXAMPLE_PUBLIC_KEYS } from '../../model/example-keys.ts';
import { valuesOf } from '../../model/json.ts';
import type { Finding, ProofResult } from '../../model/verification.ts';
import { judgeProofSet } from '../../proof/judge-proof-set.ts';
import { verifyJwt } from '../../proof/verify-jwt.ts';
import { type VerifiedProof, verifyProofSet } from '../../proof/verify-proof-set.ts';
import {
  concludeCheck,
  describeTime,
  type Examined,
  type ExaminedProofs,
  type VerifyOptions,
} from '../check.ts';

/** Is it unchanged? Every proof is verified, of a proof set and of a JWT alike. */
export async function checkProof(
  { credential, unsecured, jwt }: Examined,
  options: VerifyOptions,
): Promise<ExaminedProofs> {
  const proofs = jwt === undefined ? [] : [await verifyJwt(jwt.text, jwt.decoded, options)];
  if (valuesOf(credential['proof']).length > 0) {
    proofs.push(...(await verifyProofSet(credential, { ...options, ...options.memory, unsecured })));
  }
  const findings = judgeProofSet(proofs);
  if (
    proofs.some(
      ({ publicKeyMultibase }) =>
        publicKeyMultibase !== undefined && EXAMPLE_PUBLIC_KEYS.has(publicKeyMultibase),
    )
  ) {
    findings.push({
      outcome: 'warning',
      code: 'example-key',
      detail: 'It is signed with a published example key that anyone can use.',
    });
  }
  const [oldest] = proofs
    .flatMap(({ keyCopyOf }) => keyCopyOf ?? [])
    .sort((a, b) => a.getTime() - b.getTime());
  if (oldest !== undefined) findings.push(keyNotRefreshed(oldest));
  return { check: { ...concludeCheck('proof', findings), proofs: proofs.map(withoutKey) }, proofs };
}

/** What was signed holds, but whether the key was revoked since the copy was had nobody can say. */
function keyNotRefreshed(copyOf: Date): Finding {
  return {
    outcome: 'warning',
    code: 'key-not-refreshed',
    detail: `The issuer’s address did not answer, so we used its key as it was on ${describeTime(copyOf)}: it may have been revoked since.`,
    copyOf: copyOf.toISOString(),
  };
}

function withoutKey({
  controller: _,
  publicKeyMultibase: __,
  keyCopyOf: ___,
  ...result
}: VerifiedProof): ProofResult {
  return result;
}
