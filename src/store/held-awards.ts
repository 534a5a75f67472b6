import { sql, type Transaction } from 'kysely';
import type { BatchIntent } from './batch-store.ts';
import { readHoldings } from './holdings.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/** An intent with the holder that it was found to be for. */
export interface Candidate {
  intent: BatchIntent;
  holderId: string | null;
}

/**
 * Parts those that are due from those `unlessHeld` whose holder has the award, from before or from earlier among these.
 * The holders are locked first: of two transactions with one holder the second looks when the first is over.
 */
export async function partHeld(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  candidates: readonly Candidate[],
  at: Date,
): Promise<{ due: Candidate[]; held: Candidate[] }> {
  const asked = new Set<string>();
  for (const { intent, holderId } of candidates)
    if (intent.unlessHeld && holderId !== null) asked.add(holderId);
  const awards = await readAwards(database, trx, [...asked], at);
  const due: Candidate[] = [];
  const held: Candidate[] = [];
  for (const candidate of candidates) {
    const { intent, holderId } = candidate;
    const award =
      intent.achievement && holderId !== null
        ? awardKey(holderId, intent.issuerSlug, intent.achievement.code)
        : null;
    if (intent.unlessHeld && award !== null && awards.has(award)) held.push(candidate);
    else {
      due.push(candidate);
      if (award !== null) awards.add(award);
    }
  }
  return { due, held };
}

/** What these holders have, or are about to have, that is not withdrawn and does not end before `at`. */
async function readAwards(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  holderIds: readonly string[],
  at: Date,
): Promise<Set<string>> {
  if (holderIds.length === 0) return new Set();
  const holders = trx
    .selectFrom('holders')
    .select('id')
    .where(database.bulk.isOneOf(sql.ref('id'), holderIds))
    .orderBy('id');
  await database.bulk.locking(holders).execute();
  const awards = new Set<string>();
  for (const holding of await readHoldings(database, trx, holderIds)) {
    const ended = holding.validUntil !== null && holding.validUntil < at;
    if (!holding.withdrawn && !ended)
      awards.add(awardKey(holding.holderId, holding.issuerSlug, holding.achievement.code));
  }
  return awards;
}

function awardKey(holderId: string, issuerSlug: string, achievement: string): string {
  return JSON.stringify([holderId, issuerSlug, achievement]);
}
