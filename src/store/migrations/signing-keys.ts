import { type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables } from './table-builders.ts';

/** Public halves of signing keys and their periods: what DID documents say, whoever holds the private halves. */
export async function createSigningKeys(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const { text, sequence } = buildTables(db, engine);
  await sequence('signing_keys')
    .addColumn('public_key', text, (c) => c.notNull().unique())
    .addColumn('controller', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('signs_from', text, (c) => c.notNull())
    .addColumn('retired_at', text)
    .addColumn('expires_at', text)
    .addColumn('revoked_at', text)
    // What is revoked or ends does not sign any more.
    .addCheckConstraint(
      'signing_keys_retired',
      sql`(expires_at is null and revoked_at is null) or retired_at is not null`,
    )
    .execute();
  await db.schema
    .createIndex('signing_keys_controller')
    .on('signing_keys')
    .columns(['controller', 'signs_from'])
    .execute();
}
