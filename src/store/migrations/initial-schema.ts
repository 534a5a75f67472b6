import { type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables, type ColumnType } from './table-builders.ts';

export async function createInitialSchema(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const { text, table, sequence } = buildTables(db, engine);

  await createIssuersAndPublished();
  await createStatus();
  await createIssuances();
  await createCredentials();
  await createTokensAndAudit();

  async function createIssuersAndPublished() {
    await table('issuers')
      .addColumn('slug', text, (c) => c.primaryKey().notNull())
      .addColumn('did', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('url', text, (c) => c.notNull())
      .addColumn('email', text)
      .addColumn('created_at', text, (c) => c.notNull())
      .execute();
    await sequence('published_documents')
      .addColumn('kind', text, (c) => c.notNull().check(sql`kind in ('framework', 'program')`))
      .addColumn('code', text, (c) => c.notNull())
      .addColumn('version', text, (c) => c.notNull())
      .addColumn('document', text, (c) => c.notNull())
      .addColumn('content_hash', text, (c) => c.notNull())
      .addColumn('published_at', text, (c) => c.notNull())
      .addUniqueConstraint('published_documents_version', ['kind', 'code', 'version'])
      .execute();
    await sequence('achievements')
      .addColumn('code', text, (c) => c.notNull())
      .addColumn('version', text, (c) => c.notNull())
      .addColumn('program_code', text, (c) => c.notNull())
      .addColumn('program_version', text, (c) => c.notNull())
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('published_at', text, (c) => c.notNull())
      .addUniqueConstraint('achievements_version', ['code', 'version'])
      .execute();
  }

  async function createStatus() {
    await table('status_lists')
      .addColumn('number', 'integer', (c) => c.primaryKey().notNull())
      .addColumn('issuer_slug', text, (c) => c.notNull().references('issuers.slug'))
      .addColumn('status_purpose', text, (c) => c.notNull())
      .addColumn('length', 'integer', (c) => c.notNull())
      .addColumn('allocated', 'integer', (c) => c.notNull().check(sql`allocated <= length`))
      .addColumn('is_open', 'integer', (c) => c.notNull().check(sql`is_open in (0, 1)`))
      .addColumn('ledger_version', 'integer', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('status_lists_open')
      .unique()
      .on('status_lists')
      .column('issuer_slug')
      .where(sql.ref('is_open'), '=', sql.lit(1))
      .execute();
    await table('status_entries')
      .addColumn('status_list', 'integer', (c) => c.notNull().references('status_lists.number'))
      .addColumn('status_list_index', 'integer', (c) => c.notNull())
      .addColumn('is_set', 'integer', (c) => c.notNull().defaultTo(0).check(sql`is_set in (0, 1)`))
      .addPrimaryKeyConstraint('status_entries_index', ['status_list', 'status_list_index'])
      .execute();
    await db.schema
      .createIndex('status_entries_set')
      .on('status_entries')
      .columns(['status_list', 'status_list_index'])
      .where(sql.ref('is_set'), '=', sql.lit(1))
      .execute();
    await table('status_publications')
      .addColumn('status_list', 'integer', (c) => c.primaryKey().notNull().references('status_lists.number'))
      .addColumn('number', 'integer', (c) => c.notNull())
      .addColumn('ledger_version', 'integer', (c) => c.notNull())
      .addColumn('body', text, (c) => c.notNull())
      .addColumn('signed_at', text, (c) => c.notNull())
      .execute();
  }

  async function createIssuances() {
    await sequence('holders')
      .addColumn('id', text, (c) => c.notNull().unique())
      .addColumn('external_id', text, (c) => c.unique())
      .addColumn('email', text)
      .addColumn('email_key', text)
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('created_at', text, (c) => c.notNull())
      .execute();
    await db.schema.createIndex('holders_email').on('holders').columns(['email_key', 'seq']).execute();
    // Whoever is known by the address alone is one person; with an external id, several may share an address.
    await db.schema
      .createIndex('holders_email_only')
      .unique()
      .on('holders')
      .column('email_key')
      .where(sql.ref('external_id'), 'is', null)
      .execute();
    await sequence('issuances')
      .addColumn('id', text, (c) => c.notNull().unique())
      .addColumn('state', text, (c) => c.notNull().check(sql`state in ('reserved', 'issued', 'refused')`))
      .addColumn('idempotency_key', text, (c) => c.notNull().unique())
      .addColumn('request_hash', text, (c) => c.notNull())
      .addColumn('issuer_slug', text, (c) => c.notNull().references('issuers.slug'))
      .addColumn('kind', text, (c) => c.notNull())
      .addColumn('credential_id', text, (c) => c.notNull().unique())
      .addColumn('holder_id', text, (c) => c.references('holders.id'))
      .addColumn('achievement_code', text)
      .addColumn('achievement_version', text)
      .addColumn('program_code', text)
      .addColumn('program_version', text)
      .addColumn('status_list', 'integer')
      .addColumn('status_list_index', 'integer')
      .addColumn('issued_at', text, (c) => c.notNull())
      .addColumn('request', text, (c) => c.notNull())
      .addColumn('problem', text)
      .addColumn('reserved_at', text, (c) => c.notNull())
      .addUniqueConstraint('issuances_status', ['status_list', 'status_list_index'])
      .addForeignKeyConstraint(
        'issuances_status_entry',
        ['status_list', 'status_list_index'],
        'status_entries',
        ['status_list', 'status_list_index'],
      )
      .execute();
    await db.schema.createIndex('issuances_holder').on('issuances').column('holder_id').execute();
    await db.schema
      .createIndex('issuances_unfinished')
      .on('issuances')
      .columns(['reserved_at', 'seq'])
      .where(sql.ref('state'), '=', sql.lit('reserved'))
      .execute();
  }

  async function createCredentials() {
    await sequence('credentials')
      .addColumn('id', text, (c) => c.notNull().unique().references('issuances.credential_id'))
      .addColumn('body', text, (c) => c.notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('holder_name', text)
      .addColumn('valid_from', text, (c) => c.notNull())
      .addColumn('valid_until', text)
      .addColumn('awarded_date', text)
      .addColumn('recorded_at', text, (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex('credentials_recorded')
      .on('credentials')
      .columns(['recorded_at', 'seq'])
      .execute();
    // Signed bodies barely compress: not trying makes PostgreSQL twice as fast with them.
    if (engine === 'postgres')
      for (const name of ['credentials', 'status_publications'])
        await sql`alter table ${sql.table(name)} alter column body set storage external`.execute(db);
    await table('shares')
      .addColumn('id', text, (c) => c.primaryKey().notNull())
      .addColumn('credential_id', text, (c) => c.notNull().references('credentials.id'))
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('turned_off_at', text)
      .execute();
    await db.schema.createIndex('shares_credential').on('shares').column('credential_id').execute();
  }

  async function createTokensAndAudit() {
    await table('tokens')
      .addColumn('sha256', text, (c) => c.primaryKey().notNull())
      .addColumn('name', text, (c) => c.notNull())
      .addColumn('scopes', text, (c) => c.notNull())
      .addColumn('created_at', text, (c) => c.notNull())
      .addColumn('revoked_at', text)
      .execute();
    const seq: ColumnType = engine === 'postgres' ? 'bigint' : 'integer';
    await table('audit_events')
      .addColumn('seq', seq, (c) => c.primaryKey().notNull())
      .addColumn('at', text, (c) => c.notNull())
      .addColumn('actor', text, (c) => c.notNull())
      .addColumn('action', text, (c) => c.notNull())
      .addColumn('subject', text, (c) => c.notNull())
      .addColumn('details', text, (c) => c.notNull())
      .addColumn('previous_hash', text, (c) => c.notNull())
      .addColumn('hash', text, (c) => c.notNull())
      .execute();
    await table('audit_head')
      .addColumn('only_row', 'integer', (c) => c.primaryKey().notNull().check(sql`only_row = 1`))
      .addColumn('seq', seq, (c) => c.notNull())
      .execute();
    await sql`insert into audit_head (only_row, seq) values (1, 0)`.execute(db);
  }
}
