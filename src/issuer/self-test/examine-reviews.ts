import type { Examination } from '../../model/examination.ts';
import type { Issuing } from '../issuing.ts';
import { closeReviews, openReview } from '../status/mark-reviews.ts';
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
 * Marks for review what was not, and resolves to how many. Any number of processes may do so at once. Rejects with the signal's
 * reason.
 */
export async function openLostReviews(reviewing: Reviewing, signal?: AbortSignal): Promise<number> {
  let opened = 0;
  for await (const lost of findLostReviews(reviewing, signal)) opened += await openLost(reviewing, lost);
  return opened;
}

async function openLost(reviewing: Reviewing, lost: LostReview): Promise<number> {
  const { store } = reviewing;
  const opened = await openReview(reviewing, lost, ACTOR);
  // Somebody may have settled it after it was found and before it was opened; from here on they close it themselves.
  const [part, full] = [await store.getCredential(lost.partId), await store.getCredential(lost.credentialId)];
  if (part?.standing === 'in-force') await closeReviews(reviewing, lost, 'part-restored', ACTOR);
  if (full?.standing === 'revoked') await closeReviews(reviewing, lost, 'withdrawn', ACTOR);
  return opened;
}
