import type { Kysely } from 'kysely';

/** For counting who was awarded what; a batch appends to it, because its rows come in order. */
export async function indexIssuancesByAchievement(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('issuances_achievement').on('issuances').column('achievement_code').execute();
}
