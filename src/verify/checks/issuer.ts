import { issuerIdOf } from '../../model/issuer-id.ts';
import type { CheckResult } from '../../model/verification.ts';
import { type Examined, type ExaminedProofs, skippedCheck } from '../check.ts';

/**
 * Who issued it: the controller of every key that signed must be the issuer that the credential names. The name that the
 * credential gives its issuer plays no part.
 */
export function checkIssuer({ credential }: Examined, { check, proofs }: ExaminedProofs): CheckResult {
  if (check.outcome === 'failed' || check.outcome === 'unknown' || check.outcome === 'skipped') {
    return skippedCheck(
      'issuer',
      'proof-not-verified',
      'Who issued it can only be told from a signature that holds.',
    );
  }
  const id = issuerIdOf(credential);
  const controllers = proofs.flatMap(({ controller }) => (controller === undefined ? [] : [controller]));
  if (controllers.length > 0 && controllers.every((controller) => controller === id))
    return { check: 'issuer', outcome: 'passed' };
  return {
    check: 'issuer',
    outcome: 'failed',
    code: 'issuer-mismatch',
    detail: 'It was signed by someone else than the issuer that it names.',
    problemType: 'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR',
  };
}
