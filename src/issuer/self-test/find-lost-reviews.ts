import { setImmediate } from 'node:timers/promises';
import { isJsonObject, parseJson } from '../../model/json.ts';
import type { CredentialStanding } from '../../store/standing-store.ts';
import { readEvents } from '../audit/read-audit-log.ts';
import type { Issuing } from '../issuing.ts';
import { readEach, readPages } from '../read-pages.ts';
import { findFullsWith } from '../status/fallen-parts.ts';

type Reading = Pick<Issuing, 'store' | 'now'>;

/** A full credential that nobody was asked to look at, though this part of it is not in force. */
export interface LostReview {
  credentialId: string;
  partId: string;
}

const PAGE = 100;
/** Whoever changed a standing may still be about to mark what builds on it. */
const UNDER_WAY_MS = 10 * 60_000;

/**
 * What a process that was killed between a change and its reviews left: full credentials with a part that fell and is not in
 * force, without an open review and without one that was opened, and decided, since then. Page by page, with pauses.
 */
export async function* findLostReviews(
  { store, now }: Reading,
  signal?: AbortSignal,
): AsyncGenerator<LostReview> {
  const open = await listOpen({ store });
  for (const standing of ['suspended', 'revoked'] as const) {
    const pages = readPages(
      PAGE,
      (page) => store.listStandings({ standing }, page),
      ({ id }) => id,
    );
    for await (const fallen of pages) {
      yield* findAmong({ store, now }, fallen, open);
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
}

async function* findAmong(
  { store, now }: Reading,
  fallen: readonly CredentialStanding[],
  open: ReadonlySet<string>,
): AsyncGenerator<LostReview> {
  for (const { full, partId } of await findFullsWith({ store }, fallen)) {
    if (open.has(keyOf(full.id, partId))) continue;
    const fellAt = await findFall({ store }, partId);
    if (fellAt === null || now().getTime() - fellAt.getTime() < UNDER_WAY_MS) continue;
    if (!(await wasReviewed({ store }, full.id, partId, fellAt))) yield { credentialId: full.id, partId };
  }
}

/** When it was last withdrawn or put on hold. */
async function findFall({ store }: Pick<Reading, 'store'>, partId: string): Promise<Date | null> {
  const changes = await store.listChangesOfCredential(partId);
  const last = changes.findLast(({ action }) => action !== 'reinstate');
  return last === undefined ? null : (last.decidedAt ?? last.createdAt);
}

/** Somebody was asked about it since: that it is not open any more is what they decided. */
async function wasReviewed(
  { store }: Pick<Reading, 'store'>,
  credentialId: string,
  partId: string,
  since: Date,
): Promise<boolean> {
  const asked = { subject: credentialId, action: 'review-opened', since };
  for await (const events of readEvents(store, asked))
    if (events.some(({ details }) => partOf(details) === partId)) return true;
  return false;
}

function partOf(details: string): unknown {
  const parsed = parseJson(details);
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value['part'] : undefined;
}

async function listOpen({ store }: Pick<Reading, 'store'>): Promise<Set<string>> {
  const open = new Set<string>();
  const reviews = readEach(
    PAGE,
    (page) => store.listReviews(page),
    ({ id }) => id,
  );
  for await (const { credential, partId } of reviews) open.add(keyOf(credential.id, partId));
  return open;
}

function keyOf(credentialId: string, partId: string): string {
  return `${credentialId} ${partId}`;
}
