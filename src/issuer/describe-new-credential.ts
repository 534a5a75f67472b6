import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '../model/json.ts';
import type { Issuance, NewCredential } from '../store/records.ts';
import type { Draft, Replacement } from './build-award.ts';

/** 96 random bits: a share link that nobody guesses. */
const SHARE_ID_BYTES = 12;

/** What is recorded of a signed credential. `body` is its JCS form. */
export function describeNewCredential(
  issuance: Pick<Issuance, 'kind' | 'issuedAt' | 'issuerSlug'>,
  {
    unsigned,
    name,
    holderName,
    replacement,
    recognizes,
  }: Pick<Draft, 'unsigned' | 'name' | 'holderName' | 'replacement' | 'recognizes'>,
  body: string,
  { signedBy, recordedAt }: { signedBy: string; recordedAt: Date },
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
    signedBy,
    ...(recognizes === undefined ? {} : { recognizes }),
    ...(replacement === undefined
      ? {}
      : { replacement: orderFor(issuance.issuerSlug, replacement, recordedAt) }),
    recordedAt,
  };
}

function orderFor(
  issuerSlug: string,
  { reason, note, statement, actor }: Replacement,
  at: Date,
): NonNullable<NewCredential['replacement']> {
  return {
    id: randomUUID(),
    issuerSlug,
    action: 'revoke',
    reason,
    note,
    statement,
    effectiveAt: at,
    createdBy: actor,
    createdAt: at,
  };
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value) : null;
}
