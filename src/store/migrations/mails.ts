import { type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables } from './table-builders.ts';

export async function createMails(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const { text, sequence } = buildTables(db, engine);

  await sequence('mails')
    .addColumn('id', text, (c) => c.notNull().unique())
    .addColumn('key', text, (c) => c.notNull().unique())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('holder_id', text, (c) => c.notNull().references('holders.id'))
    .addColumn('credential_id', text, (c) => c.references('credentials.id'))
    .addColumn('payload', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('state', text, (c) =>
      c.notNull().check(sql`state in ('waiting', 'sent', 'failed', 'cancelled')`),
    )
    .addColumn('not_before', text, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('lease', text)
    .addColumn('sent_at', text)
    .addColumn('last_problem', text)
    .execute();
  await db.schema
    .createIndex('mails_waiting')
    .on('mails')
    .columns(['not_before', 'seq'])
    .where(sql.ref('state'), '=', sql.lit('waiting'))
    .execute();
  await db.schema.createIndex('mails_credential').on('mails').column('credential_id').execute();
  await db.schema
    .createIndex('credentials_ending')
    .on('credentials')
    .columns(['valid_until', 'seq'])
    .where(sql.ref('valid_until'), 'is not', null)
    .execute();
}
