import { isJsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { CredentialRecord } from '../../store/records.ts';
import type { CredentialStanding, StatusOrder } from '../../store/standing-store.ts';
import type { Issuing } from '../issuing.ts';
import { readPages } from '../read-pages.ts';
import { readAchievement } from '../read-program.ts';
import { readStoredCredential } from '../read-stored-credential.ts';
import { closeReviews, openReview } from './mark-reviews.ts';

type Reading = Pick<Issuing, 'store'>;
type Part = Pick<CredentialStanding, 'id' | 'holderId' | 'kind'>;

/** A full credential in force, and one of these parts that it names. */
interface FullWithPart {
  full: CredentialRecord;
  partId: string;
}

const PAGE = 500;

/** Full credentials whose program withdraws them with their parts, of those that name one of these and are not among them. */
export async function findFallingWith(reading: Reading, parts: readonly Part[]): Promise<string[]> {
  const named = new Set(parts.map(({ id }) => id));
  const falling = new Set<string>();
  for (const { full } of await findFullsWith(reading, parts))
    if (!named.has(full.id) && (await policyOf(reading, full)) === 'withdraw') falling.add(full.id);
  return [...falling];
}

/** The full credentials not withdrawn that name one of these parts. */
export async function findFullsWith({ store }: Reading, parts: readonly Part[]): Promise<FullWithPart[]> {
  const own = parts.filter(({ kind, holderId }) => kind !== 'full' && kind !== 'other' && holderId !== null);
  const found: FullWithPart[] = [];
  for (let first = 0; first < own.length; first += PAGE) {
    const page = own.slice(first, first + PAGE);
    const ids = new Set(page.map(({ id }) => id));
    const holders = [...new Set(page.flatMap(({ holderId }) => holderId ?? []))];
    for (const full of await store.listCredentialsOfHolders(holders)) {
      if (full.kind !== 'full' || full.standing === 'revoked') continue;
      for (const partId of namedParts(full)) if (ids.has(partId)) found.push({ full, partId });
    }
  }
  return found;
}

/** Ids of the parts that a full credential is composed of. */
export function namedParts(full: CredentialRecord): string[] {
  return valuesOf(readStoredCredential(full)['relatedResource'])
    .filter(isJsonObject)
    .flatMap(({ id }) => textOf(id) ?? []);
}

/**
 * After a change: full credentials that lost a part are marked for review, those that got it back, or are withdrawn themselves,
 * are marked no longer. Repeating it changes nothing more.
 */
export async function settleReviews(
  reviewing: Pick<Issuing, 'store' | 'now'>,
  order: StatusOrder,
): Promise<void> {
  const changed = await listChanged(reviewing, order.id);
  const by = order.decidedBy ?? order.createdBy;
  for (const { id, kind } of changed) {
    if (order.action === 'reinstate') await closeReviews(reviewing, { partId: id }, 'part-restored', by);
    if (order.action === 'revoke' && kind === 'full')
      await closeReviews(reviewing, { credentialId: id }, 'withdrawn', by);
  }
  if (order.action !== 'reinstate') await openReviews(reviewing, changed, by);
}

/** Marks for review what names one of these parts. */
export async function openReviews(
  reviewing: Pick<Issuing, 'store' | 'now'>,
  fallen: readonly Part[],
  actor: string,
): Promise<void> {
  for (const { full, partId } of await findFullsWith(reviewing, fallen))
    await openReview(reviewing, { credentialId: full.id, partId }, actor);
}

/** The credentials that an order changed, as they stand now. */
export async function listChanged({ store }: Reading, orderId: string): Promise<CredentialStanding[]> {
  const changed: CredentialStanding[] = [];
  const pages = readPages(
    PAGE,
    (page) => store.listStatusOrderItems(orderId, page),
    ({ credentialId }) => credentialId,
  );
  for await (const items of pages) {
    const ids = items.flatMap(({ credentialId, outcome }) => (outcome === 'changed' ? credentialId : []));
    if (ids.length > 0) changed.push(...(await store.listStandings({ ids }, { limit: PAGE })));
  }
  return changed;
}

async function policyOf(
  { store }: Reading,
  { achievement }: CredentialRecord,
): Promise<'review' | 'withdraw'> {
  if (achievement === null) return 'review';
  const { program } = await readAchievement(store, achievement.code, achievement.version);
  return program.settings.whenPartFalls ?? 'review';
}
