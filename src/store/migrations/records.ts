import type { Kysely } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables } from './table-builders.ts';

/** Which credential is the full record of which full credential. */
export async function createRecords(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const { text, table } = buildTables(db, engine);

  await table('records')
    .addColumn('credential_id', text, (c) => c.primaryKey().references('credentials.id'))
    .addColumn('full_id', text, (c) => c.notNull().references('credentials.id'))
    .execute();
  await db.schema.createIndex('records_full').on('records').column('full_id').execute();
}
