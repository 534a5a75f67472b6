import type { JsonObject } from '../model/json.ts';
import type { AwardRequest } from '../program/award-request.ts';
import type { HeldCredential } from '../program/held-credential.ts';
import type { IssuanceIntent } from '../store/records.ts';
import type { Replacement, StoredAward } from './build-award.ts';
import { hashJson } from './hash-json.ts';
import { hashEmail, holderKey } from './holder-key.ts';
import { newCredentialId } from './issuing.ts';
import type { ReadAchievement } from './read-program.ts';
import type { StapleIds } from './recognitions/read-staples.ts';

/** An award that was decided. */
export interface DecidedAward {
  award: AwardRequest;
  issuerSlug: string;
  achievement: Pick<ReadAchievement, 'program' | 'definition'>;
  /** What the full credential is composed of. */
  parts: readonly HeldCredential[];
  issuedAt: Date;
  /** The credential that it takes the place of, and why. */
  replaces?: { id: string; why: Replacement } | undefined;
  /** The credential that it renews. */
  renews?: { id: string; name: string } | undefined;
  /** The recognitions that travel with it. */
  staples: StapleIds | undefined;
}

/** The decided award as it is reserved, under a new id. */
export function describeIntent({
  award,
  issuerSlug,
  achievement: { program, definition },
  parts,
  issuedAt,
  replaces,
  renews,
  staples,
}: DecidedAward): Omit<IssuanceIntent, 'idempotencyKey'> {
  const hashedEmail = program.settings.hashedEmail ? hashEmail(award.holder.email) : undefined;
  const request: StoredAward = {
    award,
    parts: parts.map((part) => ({ ...part, awardedDate: part.awardedDate.toISOString() })),
    ...(hashedEmail === undefined ? {} : { hashedEmail }),
    ...(replaces === undefined ? {} : { replacement: replaces.why }),
    ...(renews === undefined ? {} : { renews }),
    ...(staples === undefined ? {} : { staples }),
  };
  return {
    requestHash: hashAward(award, issuerSlug),
    issuerSlug,
    kind: definition.kind,
    credentialId: newCredentialId(),
    holder: { ...holderKey(award), name: award.holder.name },
    achievement: {
      code: definition.code,
      version: definition.version,
      programCode: program.code,
      programVersion: program.version,
    },
    needsStatus: true,
    needsHold: program.settings.holds,
    ...(replaces === undefined ? {} : { replaces: replaces.id }),
    ...(renews === undefined ? {} : { renews: renews.id }),
    issuedAt,
    request: request as unknown as JsonObject,
  };
}

/** What tells a request from another under the same idempotency key. */
export function hashAward(award: AwardRequest, issuer: string): string {
  return hashJson({ award: award as JsonObject, issuer });
}
