import { sql, type Transaction } from 'kysely';
import { findOrCreateHolders } from './holders.ts';
import type { IssuanceIntent } from './records.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/**
 * The ids of the holders that the intents are for, in their order; null for one without. What replaces or renews a credential is
 * for that one's holder, whatever name or address it has now.
 */
export async function findIntentHolders(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  intents: readonly IssuanceIntent[],
  now: Date,
): Promise<(string | null)[]> {
  const inherited = await readHoldersOf(database, trx, intents.flatMap(predecessorOf));
  const isNew = (intent: IssuanceIntent) => !predecessorOf(intent).some((id) => inherited.has(id));
  const wanted = intents.filter(isNew).flatMap(({ holder }) => holder ?? []);
  const created = (await findOrCreateHolders(database, trx, wanted, now)).values();
  return intents.map((intent) => {
    if (isNew(intent)) return intent.holder ? (created.next().value ?? null) : null;
    return inherited.get(predecessorOf(intent)[0] ?? '') ?? null;
  });
}

function predecessorOf({ replaces, renews }: IssuanceIntent): string[] {
  const id = replaces ?? renews;
  return id === undefined ? [] : [id];
}

async function readHoldersOf(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  credentialIds: readonly string[],
): Promise<Map<string, string>> {
  if (credentialIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('issuances')
    .select(['credentialId', 'holderId'])
    .where(bulk.isOneOf(sql.ref('credentialId'), credentialIds))
    .execute();
  return new Map(
    rows.flatMap(({ credentialId, holderId }) => (holderId === null ? [] : [[credentialId, holderId]])),
  );
}
