import type { Selectable, Transaction } from 'kysely';
import { FIRST_PREVIOUS_HASH, hashAuditEvent } from './audit-chain.ts';
import type { AuditEventsTable } from './audit-tables.ts';
import type { AuditEntry, AuditEvent, AuditFilter, StoredAuditEvent } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

type Page = AuditFilter & { after?: number; limit: number };

export function auditLog(
  database: SqlDatabase,
): Pick<Store, 'appendAudit' | 'listAudit' | 'listStoredAudit' | 'readAuditHead'> {
  return {
    appendAudit: (entry) => inTransaction(database, (trx) => appendAuditEvent(trx, entry)),
    listAudit: async (page) => (await listRows(database, page)).map(readEvent),
    listStoredAudit: (page) => listRows(database, page),

    async readAuditHead() {
      // One statement, because a statement sees one moment on both engines.
      const row = await database.db
        .selectFrom('auditHead')
        .leftJoin('auditEvents', (join) =>
          join.on('auditEvents.seq', '=', (eb) =>
            eb.selectFrom('auditEvents as every').select((of) => of.fn.max('every.seq').as('last')),
          ),
        )
        .select(['auditHead.seq as counter', 'auditEvents.seq', 'auditEvents.hash'])
        .executeTakeFirst();
      const { counter = 0, seq = null, hash = null } = row ?? {};
      return { counter, last: seq === null || hash === null ? null : { seq, hash } };
    },
  };
}

function listRows(
  { db }: SqlDatabase,
  { after = 0, limit, subject, action, since, until }: Page,
): Promise<StoredAuditEvent[]> {
  let query = db.selectFrom('auditEvents').selectAll().where('seq', '>', after);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (action !== undefined) query = query.where('action', '=', action);
  if (since !== undefined) query = query.where('at', '>=', storedTime(since));
  if (until !== undefined) query = query.where('at', '<', storedTime(until));
  return query.orderBy('seq').limit(limit).execute();
}

/**
 * Appends inside the caller's transaction, as its last step. Counting up the head row locks it until the commit, so
 * events are numbered in the order of their commits, without gaps, and each sees the hash of the one before.
 */
export async function appendAuditEvent(trx: Transaction<Tables>, entry: AuditEntry): Promise<void> {
  const { seq } = await trx
    .updateTable('auditHead')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .returning('seq')
    .executeTakeFirstOrThrow();
  const previousHash = seq === 1 ? FIRST_PREVIOUS_HASH : await hashOf(trx, seq - 1);
  const { at, actor, action, subject, details = {} } = entry;
  const hash = hashAuditEvent({ seq, at, actor, action, subject, details, previousHash });
  await trx
    .insertInto('auditEvents')
    .values({
      seq,
      at: storedTime(at),
      actor,
      action,
      subject,
      details: JSON.stringify(details),
      previousHash,
      hash,
    })
    .execute();
}

async function hashOf(trx: Transaction<Tables>, seq: number): Promise<string> {
  const event = await trx
    .selectFrom('auditEvents')
    .select('hash')
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow();
  return event.hash;
}

function readEvent(row: Selectable<AuditEventsTable>): AuditEvent {
  return { ...row, at: readTime(row.at), details: JSON.parse(row.details) };
}
