import { type Kysely, sql } from 'kysely';
import type { Store } from '../store.ts';
import { buildTables, type ColumnType } from './table-builders.ts';

const APPEND_ONLY = ['audit_events', 'audit_checkpoints'] as const;

/** Signed checkpoints of the audit log, and a database that refuses to change or delete what either table holds. */
export async function createAuditCheckpoints(db: Kysely<unknown>, engine: Store['engine']): Promise<void> {
  const { text, table } = buildTables(db, engine);
  const seq: ColumnType = engine === 'postgres' ? 'bigint' : 'integer';

  await table('audit_checkpoints')
    .addColumn('number', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('seq', seq, (c) => c.notNull().unique())
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('audit_events_subject')
    .on('audit_events')
    .columns(['subject', 'seq'])
    .execute();
  if (engine === 'postgres') await refuseOnPostgres();
  else await refuseOnSqlite();

  async function refuseOnPostgres() {
    await sql`
      create or replace function refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the audit log is append-only' using errcode = 'restrict_violation';
      end $$`.execute(db);
    // By statement, so that one that would touch no row, or `insert … on conflict do update`, is refused too.
    for (const name of APPEND_ONLY)
      await sql`
        create trigger ${sql.ref(`${name}_append_only`)} before update or delete or truncate on ${sql.table(name)}
        for each statement execute function refuse_audit_change()`.execute(db);
  }

  async function refuseOnSqlite() {
    const refuse = sql`begin select raise(abort, 'the audit log is append-only'); end`;
    for (const name of APPEND_ONLY) {
      const key = sql.ref(name === 'audit_events' ? 'seq' : 'number');
      for (const change of ['update', 'delete'] as const)
        await sql`
          create trigger ${sql.ref(`${name}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(name)}
          ${refuse}`.execute(db);
      // `insert or replace` deletes without asking the trigger above.
      await sql`
        create trigger ${sql.ref(`${name}_no_replace`)} before insert on ${sql.table(name)}
        when exists (select 1 from ${sql.table(name)} where ${key} = new.${key})
        ${refuse}`.execute(db);
    }
  }
}
