import type { JsonObject } from '../../model/json.ts';
import { textOf } from '../../model/json.ts';
import type { CheckResult } from '../../model/verification.ts';

/** The dates, apart from the signature: an expired credential is still genuine. VCDM 2.0 §4.9; 1.1 §4.6. */
export function checkValidity(credential: JsonObject, now: Date): CheckResult {
  const { validFrom, validUntil } = periodOf(credential);
  if (validUntil !== undefined && !(now.getTime() < Date.parse(validUntil))) {
    return {
      check: 'validity',
      outcome: 'failed',
      code: 'expired',
      detail: 'Its period of validity is over.',
    };
  }
  if (validFrom !== undefined && !(now.getTime() >= Date.parse(validFrom))) {
    return {
      check: 'validity',
      outcome: 'failed',
      code: 'not-yet-valid',
      detail: 'Its period of validity has not begun.',
    };
  }
  return { check: 'validity', outcome: 'passed' };
}

/** The period as VCDM 2.0 or, for older credentials, 1.1 names it. */
export function periodOf(credential: JsonObject): { validFrom?: string; validUntil?: string } {
  const validFrom = textOf(credential['validFrom']) ?? textOf(credential['issuanceDate']);
  const validUntil = textOf(credential['validUntil']) ?? textOf(credential['expirationDate']);
  return {
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
}
