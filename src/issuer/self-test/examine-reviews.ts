import { randomUUID } from 'node:crypto';
import type { Examination } from '../../model/examination.ts';
import type { ReviewOutcome } from '../../store/standing-store.ts';
import type { Issuing } from '../issuing.ts';
import { findLostReviews, type LostReview } from './find-lost-reviews.ts';
import { failing, ok } from './outcomes.ts';

const SUBJECT = 'reviews';
const ACTOR = 'system';
const MOST_NAMED = 3;

type Reviewing = Pick<Issuing, 'store' | 'now'>;

/** Reports full credentials that nobody was asked to look at; changes nothing. */
export async function examineReviews(reviewing: Reviewing): Promise<Examination> {
  const named = new Set<string>();
  let lost = 0;
  for await (const { credentialId } of findLostReviews(reviewing)) {
    lost++;
    if (named.size < MOST_NAMED) named.add(credentialId);
  }
  return lost === 0
    ? ok(SUBJECT, 'every full credential that lost a part is or was marked for review')
    : failing(
        SUBJECT,
        `${lost} not marked, though a part of the full credential is not in force: ${[...named].join(', ')}${lost > named.size ? ' …' : ''}. The service marks them in its next self-test.`,
      );
}

/**
 * Marks for review what was not, and resolves to how many. Never silent: the audit log names both. Any number of processes may do
 * so at once. Rejects with the signal's reason.
 */
export async function openLostReviews(reviewing: Reviewing, signal?: AbortSignal): Promise<number> {
  let opened = 0;
  for await (const lost of findLostReviews(reviewing, signal)) opened += await openReview(reviewing, lost);
  return opened;
}

async function openReview({ store, now }: Reviewing, { credentialId, partId }: LostReview): Promise<number> {
  const at = now();
  const opened = await store.openReviews([{ id: randomUUID(), credentialId, partId, at }], {
    at,
    actor: ACTOR,
    action: 'review-opened',
    subject: credentialId,
    details: { part: partId },
  });
  // Somebody may have settled it after it was found and before it was opened; from here on they close it themselves.
  const [part, full] = [await store.getCredential(partId), await store.getCredential(credentialId)];
  const close = (outcome: ReviewOutcome) =>
    store.closeReviews(
      { credentialId, partId },
      { by: ACTOR, at, outcome },
      { at, actor: ACTOR, action: 'review-closed', subject: credentialId, details: { outcome } },
    );
  if (part?.standing === 'in-force') await close('part-restored');
  if (full?.standing === 'revoked') await close('withdrawn');
  return opened;
}
