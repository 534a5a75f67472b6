import type { VerificationResult } from '../model/verification.ts';
import { didWebOf } from '../proof/did-url.ts';

/** It names the site that shows it as its issuer: on a practice instance, what the instance itself made. */
export function isIssuedHere({ credential }: VerificationResult, publicUrl: string): boolean {
  return credential?.issuer.id === didWebOf(publicUrl);
}
