import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../model/json.ts';
import type { Issuance, NewCredential } from '../store/records.ts';
import type { Draft } from './build-award.ts';

/** 96 random bits: a share link that nobody guesses. */
const SHARE_ID_BYTES = 12;

/** What is recorded of a signed credential. `body` is its JCS form. */
export function describeNewCredential(
  issuance: Pick<Issuance, 'kind' | 'issuedAt'>,
  { unsigned, name, holderName }: Pick<Draft, 'unsigned' | 'name' | 'holderName'>,
  body: string,
  recordedAt: Date,
): NewCredential {
  const { validFrom, validUntil, awardedDate } = unsigned as JsonObject;
  return {
    body,
    name,
    holderName,
    validFrom: dateOf(validFrom) ?? issuance.issuedAt,
    validUntil: dateOf(validUntil),
    awardedDate: dateOf(awardedDate),
    shareId: issuance.kind === 'other' ? null : randomBytes(SHARE_ID_BYTES).toString('base64url'),
    recordedAt,
  };
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value) : null;
}
