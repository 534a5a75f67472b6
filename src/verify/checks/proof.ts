import { EXAMPLE_PUBLIC_KEYS } from '../../model/example-keys.ts';
import { valuesOf } from '../../model/json.ts';
import type { Finding, ProofResult } from '../../model/verification.ts';
import { verifyJwt } from '../../proof/verify-jwt.ts';
import { type VerifiedProof, verifyProofSet } from '../../proof/verify-proof-set.ts';
import { concludeCheck, type Examined, type ExaminedProofs, type VerifyOptions } from '../check.ts';

/**
 * Is it unchanged? Every proof of the set is verified and one bad proof fails the set; a suite that exists but that we do
 * not have is a warning as long as another proof holds.
 */
export async function checkProof(
  { credential, unsecured, jwt }: Examined,
  options: VerifyOptions,
): Promise<ExaminedProofs> {
  const proofs = jwt === undefined ? [] : [await verifyJwt(jwt.text, jwt.decoded, options)];
  if (valuesOf(credential['proof']).length > 0) {
    proofs.push(...(await verifyProofSet(credential, { ...options, unsecured })));
  }
  if (proofs.length === 0) {
    const detail = 'It is not signed.';
    return {
      check: { check: 'proof', outcome: 'failed', code: 'proof-missing', detail, proofs: [] },
      proofs,
    };
  }
  const findings: Finding[] = proofs.map(toFinding).filter(({ outcome }) => outcome !== 'passed');
  if (!proofs.some(({ outcome, code }) => outcome === 'passed' || code === 'key-expired-since')) {
    const unsupported = findings.findIndex(({ outcome }) => outcome === 'warning');
    if (unsupported >= 0) findings[unsupported] = { ...findings[unsupported], outcome: 'unknown' };
  }
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
  return { check: { ...concludeCheck('proof', findings), proofs: proofs.map(withoutKey) }, proofs };
}

function toFinding({ outcome, code, detail, problemType }: VerifiedProof): Finding {
  return {
    outcome,
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
    ...(problemType === undefined ? {} : { problemType }),
  };
}

function withoutKey({ controller: _, publicKeyMultibase: __, ...result }: VerifiedProof): ProofResult {
  return result;
}
