import { type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables } from './table-builders.ts';

export async function createBatches(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const { text, table, sequence } = buildTables(db, engine);

  await db.schema
    .alterTable('issuers')
    .addColumn('needs_approval', 'integer', (c) =>
      c.notNull().defaultTo(0).check(sql`needs_approval in (0, 1)`),
    )
    .execute();
  await createBatchTables();
  await limitUnfinished();
  if (engine === 'sqlite') await createJobs();

  async function createBatchTables() {
    await sequence('batches')
      .addColumn('id', text, (c) => c.notNull().unique())
      .addColumn('issuer_slug', text, (c) => c.notNull().references('issuers.slug'))
      .addColumn('content_hash', text, (c) => c.notNull())
      .addColumn('file_name', text)
      .addColumn('created_by', text, (c) => c.notNull())
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('state', text, (c) =>
        c
          .notNull()
          .check(sql`state in ('draft', 'checked', 'approved', 'signing', 'paused', 'done', 'failed')`),
      )
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('phase', 'integer', (c) => c.notNull())
      .addColumn('open', 'integer', (c) => c.notNull())
      .addColumn('issued', 'integer', (c) => c.notNull())
      .addColumn('refused', 'integer', (c) => c.notNull())
      .addColumn('already', 'integer', (c) => c.notNull())
      .addColumn('fall_backs', 'integer', (c) => c.notNull())
      .addColumn('checked_at', text)
      .addColumn('approved_by', text)
      .addColumn('approved_at', text)
      .addColumn('started_at', text)
      .addColumn('finished_at', text)
      .addColumn('problem', text)
      .addColumn('settings', text, (c) => c.notNull())
      .addColumn('report', text)
      .addUniqueConstraint('batches_content', ['issuer_slug', 'content_hash'])
      .execute();
    await table('batch_rows')
      .addColumn('batch', text, (c) => c.notNull().references('batches.id'))
      .addColumn('revision', 'integer', (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('phase', 'integer', (c) => c.notNull())
      .addColumn('line', 'integer')
      .addColumn('row_ref', text)
      .addColumn('state', text, (c) =>
        c.notNull().check(sql`state in ('ready', 'problem', 'already', 'duplicate', 'not-due')`),
      )
      .addColumn('holder_name', text)
      .addColumn('achievement', text)
      .addColumn('request', text)
      .addColumn('problems', text, (c) => c.notNull())
      .addColumn('warnings', text, (c) => c.notNull())
      .addColumn('cells', text)
      .addPrimaryKeyConstraint('batch_rows_position', ['batch', 'revision', 'position'])
      .execute();
    await table('roster_mappings')
      .addColumn('issuer_slug', text, (c) => c.notNull().references('issuers.slug'))
      .addColumn('fingerprint', text, (c) => c.notNull())
      .addColumn('mapping', text, (c) => c.notNull())
      .addColumn('saved_at', text, (c) => c.notNull())
      .addPrimaryKeyConstraint('roster_mappings_fingerprint', ['issuer_slug', 'fingerprint'])
      .execute();
  }

  /** Issuances of batches are never looked for there, and would be entered and taken out again by the thousand. */
  async function limitUnfinished() {
    await db.schema.dropIndex('issuances_unfinished').execute();
    await db.schema
      .createIndex('issuances_unfinished')
      .on('issuances')
      .columns(['reserved_at', 'seq'])
      .where(sql<boolean>`state = 'reserved' and substr(idempotency_key, 1, 6) <> 'batch:'`)
      .execute();
  }

  async function createJobs() {
    await sequence('jobs')
      .addColumn('queue', text, (c) => c.notNull())
      .addColumn('key', text, (c) => c.notNull())
      .addColumn('payload', text, (c) => c.notNull())
      .addColumn('lease', text)
      .addColumn('available_at', text, (c) => c.notNull())
      .addUniqueConstraint('jobs_key', ['queue', 'key'])
      .execute();
    await db.schema
      .createIndex('jobs_waiting')
      .on('jobs')
      .columns(['queue', 'available_at', 'seq'])
      .execute();
  }
}
