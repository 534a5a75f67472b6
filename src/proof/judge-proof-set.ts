import type { Finding } from '../model/verification.ts';
import type { VerifiedProof } from './verify-proof-set.ts';

/**
 * What stands against a document's proofs taken together; nothing when they hold. Every proof counts and one bad proof
 * fails the set. A suite that exists but that we do not have is a warning beside a proof that holds, and `unknown` without
 * one. No proof at all is `proof-missing`.
 */
export function judgeProofSet(proofs: readonly VerifiedProof[]): Finding[] {
  if (proofs.length === 0) return [{ outcome: 'failed', code: 'proof-missing', detail: 'It is not signed.' }];
  const oneHolds = proofs.some(holds);
  return proofs
    .filter(({ outcome }) => outcome !== 'passed')
    .map(toFinding)
    .map((finding) =>
      finding.outcome === 'warning' && !oneHolds ? { ...finding, outcome: 'unknown' } : finding,
    );
}

/** Its signature was verified, with a key that was good when it was made. */
export function holds({ outcome, code }: VerifiedProof): boolean {
  return outcome === 'passed' || code === 'key-expired-since';
}

function toFinding({ outcome, code, detail, problemType }: VerifiedProof): Finding {
  return {
    outcome,
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
    ...(problemType === undefined ? {} : { problemType }),
  };
}
