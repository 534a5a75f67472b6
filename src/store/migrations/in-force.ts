import { type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables } from './table-builders.ts';

/** What happens to credentials after they are issued. */
export async function createInForce(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const { text, table, sequence } = buildTables(db, engine);

  await db.schema
    .alterTable('credentials')
    .addColumn('standing', text, (c) =>
      c.notNull().defaultTo('in-force').check(sql`standing in ('in-force', 'suspended', 'revoked')`),
    )
    .execute();
  await db.schema.alterTable('credentials').addColumn('replaced_by', text).execute();
  await db.schema
    .alterTable('credentials')
    .addColumn('changes', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  // A link that was given away with a credential that another one took the place of.
  await db.schema
    .alterTable('shares')
    .addColumn('inherited', 'integer', (c) => c.notNull().defaultTo(0).check(sql`inherited in (0, 1)`))
    .execute();
  // A program that allows holds gives each credential a second place, in a list of another purpose.
  for (const column of ['hold_list', 'hold_list_index'] as const)
    await db.schema.alterTable('issuances').addColumn(column, 'integer').execute();
  for (const column of ['replaces', 'renews'] as const)
    await db.schema.alterTable('issuances').addColumn(column, text).execute();
  await db.schema
    .createIndex('issuances_replaces')
    .on('issuances')
    .column('replaces')
    .where(sql<boolean>`replaces is not null`)
    .execute();
  await db.schema
    .createIndex('issuances_hold')
    .unique()
    .on('issuances')
    .columns(['hold_list', 'hold_list_index'])
    .where(sql<boolean>`hold_list is not null`)
    .execute();
  await db.schema.dropIndex('status_lists_open').execute();
  await db.schema
    .createIndex('status_lists_open')
    .unique()
    .on('status_lists')
    .columns(['issuer_slug', 'status_purpose'])
    .where(sql<boolean>`is_open = 1`)
    .execute();

  await sequence('status_orders')
    .addColumn('id', text, (c) => c.notNull().unique())
    .addColumn('issuer_slug', text, (c) => c.notNull().references('issuers.slug'))
    .addColumn('action', text, (c) => c.notNull().check(sql`action in ('revoke', 'suspend', 'reinstate')`))
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('note', text)
    .addColumn('statement', text)
    .addColumn('effective_at', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull().check(sql`state in ('waiting', 'applied', 'cancelled')`))
    .addColumn('credentials', 'integer', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addColumn('created_by', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('decided_by', text)
    .addColumn('decided_at', text)
    .execute();
  await table('status_order_items')
    .addColumn('order_id', text, (c) => c.notNull().references('status_orders.id'))
    .addColumn('credential_id', text, (c) => c.notNull().references('credentials.id'))
    .addColumn('notice_key', text, (c) => c.notNull())
    .addColumn('outcome', text, (c) => c.check(sql`outcome in ('changed', 'unchanged')`))
    .addColumn('change', 'integer')
    .addPrimaryKeyConstraint('status_order_items_credential', ['order_id', 'credential_id'])
    .execute();
  for (const column of ['credential_id', 'notice_key'] as const)
    await db.schema
      .createIndex(`status_order_items_${column}`)
      .on('status_order_items')
      .column(column)
      .execute();

  await sequence('reviews')
    .addColumn('id', text, (c) => c.notNull().unique())
    .addColumn('credential_id', text, (c) => c.notNull().references('credentials.id'))
    .addColumn('part_id', text, (c) => c.notNull().references('credentials.id'))
    .addColumn('opened_at', text, (c) => c.notNull())
    .addColumn('closed_at', text)
    .addColumn('closed_by', text)
    .addColumn('outcome', text, (c) =>
      c.check(sql`outcome in ('kept', 'withdrawn', 'replaced', 'part-restored')`),
    )
    .execute();
  await db.schema
    .createIndex('reviews_open')
    .unique()
    .on('reviews')
    .columns(['credential_id', 'part_id'])
    .where(sql<boolean>`closed_at is null`)
    .execute();
}
