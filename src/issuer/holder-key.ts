import { createHash, randomBytes } from 'node:crypto';
import type { AwardRequest } from '../program/award-request.ts';
import type { HolderKey } from '../store/records.ts';
import type { StoredAward } from './build-award.ts';

/** What tells this award's holder from others. */
export function holderKey({ holder }: AwardRequest): HolderKey {
  return {
    ...(holder.externalId === undefined ? {} : { externalId: holder.externalId }),
    ...(holder.email === undefined ? {} : { email: holder.email }),
  };
}

/** OB 3.0 §B.1.12: the salt is appended. Lower-cased, so that an applicant's spelling does not matter. */
export function hashEmail(email: string | undefined): StoredAward['hashedEmail'] {
  if (email === undefined) return undefined;
  const salt = randomBytes(16).toString('hex');
  const digest = createHash('sha256')
    .update(email.trim().toLowerCase() + salt)
    .digest('hex');
  return { identityHash: `sha256$${digest}`, salt };
}
