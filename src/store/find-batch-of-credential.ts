import type { SqlDatabase } from './sql-database.ts';

/** The id of the batch in whose rows this credential was asked for, from `batchRowKey`; null for any other. */
export async function findBatchOfCredential(
  { db }: SqlDatabase,
  credentialId: string,
): Promise<string | null> {
  const issuance = await db
    .selectFrom('issuances')
    .select('idempotencyKey')
    .where('credentialId', '=', credentialId)
    .executeTakeFirst();
  const [, id = null] = /^batch:([^:]+):\d+:\d+$/.exec(issuance?.idempotencyKey ?? '') ?? [];
  return id;
}
