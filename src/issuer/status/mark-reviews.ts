import { randomUUID } from 'node:crypto';
import type { ReviewOutcome } from '../../store/standing-store.ts';
import type { Issuing } from '../issuing.ts';

type Reviewing = Pick<Issuing, 'store' | 'now'>;

/**
 * Marks a full credential for review because of a part of it. Never silent: the audit log names both. Resolves to 1, or to 0 when
 * it is marked already.
 */
export function openReview(
  { store, now }: Reviewing,
  { credentialId, partId }: { credentialId: string; partId: string },
  actor: string,
): Promise<number> {
  const at = now();
  return store.openReviews([{ id: randomUUID(), credentialId, partId, at }], {
    at,
    actor,
    action: 'review-opened',
    subject: credentialId,
    details: { part: partId },
  });
}

/** Ends what is to be reviewed of this full credential, because of this part, or both. Resolves to how many. */
export function closeReviews(
  { store, now }: Reviewing,
  about: { credentialId: string; partId?: string } | { partId: string },
  outcome: ReviewOutcome,
  actor: string,
): Promise<number> {
  const at = now();
  return store.closeReviews(
    about,
    { by: actor, at, outcome },
    {
      at,
      actor,
      action: 'review-closed',
      subject: 'credentialId' in about ? about.credentialId : about.partId,
      details: { outcome },
    },
  );
}
