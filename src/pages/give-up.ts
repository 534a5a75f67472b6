import { CHECK_NAMES, type VerificationResult } from '../model/verification.ts';
import { skippedCheck } from '../verify/check.ts';

/** The answer for what cannot be read in a reasonable time: nothing is known of it, least of all that it is good. */
export function giveUp(now: Date): VerificationResult {
  return {
    verdict: 'unreadable',
    checks: CHECK_NAMES.map((check) =>
      check === 'structure'
        ? {
            check,
            outcome: 'failed',
            code: 'took-too-long',
            detail: 'It took too long to read. No credential that is meant to be checked needs that.',
          }
        : skippedCheck(check, 'not-reached', 'There was nothing to check.'),
    ),
    parts: [],
    checkedAt: now.toISOString(),
  };
}
