import { type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables } from './table-builders.ts';

/** Recognitions of issuers and of achievements: those given here, and those of others about our own. */
export async function createRecognitions(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const { text, sequence } = buildTables(db, engine);

  // What is given is a credential like any other; here stands only what it is about.
  await sequence('recognitions')
    .addColumn('id', text, (c) => c.notNull().unique().references('credentials.id'))
    .addColumn('kind', text, (c) => c.notNull().check(sql`kind in ('issuer', 'achievement')`))
    .addColumn('subject_id', text, (c) => c.notNull())
    .addColumn('subject_name', text, (c) => c.notNull())
    .addColumn('issuer_did', text, (c) => c.notNull())
    .addColumn('issuer_name', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('recognitions_subject')
    .on('recognitions')
    .columns(['subject_id', 'seq'])
    .execute();

  await sequence('received_recognitions')
    .addColumn('id', text, (c) => c.notNull().unique())
    .addColumn('kind', text, (c) => c.notNull().check(sql`kind in ('issuer', 'achievement')`))
    .addColumn('subject_id', text, (c) => c.notNull())
    .addColumn('subject_name', text, (c) => c.notNull())
    .addColumn('issuer_did', text, (c) => c.notNull())
    .addColumn('issuer_name', text, (c) => c.notNull())
    .addColumn('authority_did', text, (c) => c.notNull())
    .addColumn('authority_name', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('valid_from', text, (c) => c.notNull())
    .addColumn('valid_until', text)
    .addColumn('body', text, (c) => c.notNull())
    .addColumn('received_at', text, (c) => c.notNull())
    .addColumn('standing', text, (c) =>
      c.notNull().check(sql`standing in ('in-force', 'suspended', 'revoked')`),
    )
    .addColumn('checked_at', text, (c) => c.notNull())
    .addColumn('dropped_at', text)
    .execute();
  await db.schema
    .createIndex('received_recognitions_issuer')
    .on('received_recognitions')
    .columns(['issuer_did', 'seq'])
    .execute();
}
