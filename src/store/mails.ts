import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction, UpdateObject } from 'kysely';
import { appendAuditEvent } from './audit-log.ts';
import type { MailOutcome, MailRecord, MailState, MailStore, NewMail, TakenMail } from './mail-store.ts';
import type { MailsTable } from './mail-tables.ts';
import { newRowId } from './new-row-id.ts';
import type { AuditEntry } from './records.ts';
import { inTransaction, type Reader, type SqlDatabase } from './sql-database.ts';
import { readJson, storedJson } from './stored-json.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

/** The outbox. Whoever holds a mail's lease is the only one to say what became of it. */
export function mails(database: SqlDatabase): Omit<MailStore, 'listExpiring'> {
  /** False, and nothing changed, unless the mail is in one of these states and, if a lease is named, has it still. */
  const change = (
    { id, lease }: { id: string; lease?: string },
    from: readonly MailState[],
    update: UpdateObject<Tables, 'mails'>,
    audit?: AuditEntry,
  ) =>
    inTransaction(database, async (trx) => {
      let query = trx.updateTable('mails').set(update).where('id', '=', id).where('state', 'in', from);
      if (lease !== undefined) query = query.where('lease', '=', lease);
      const changed = await query.returning('id').executeTakeFirst();
      if (!changed) return false;
      if (audit) await appendAuditEvent(trx, audit);
      return true;
    });

  return {
    addMails: (added, audit) =>
      inTransaction(database, async (trx) => {
        const ids = await insertMails(database, trx, added);
        if (ids.length > 0) await appendAuditEvent(trx, audit);
        return ids;
      }),

    async takeMails(limit, now, leaseUntil) {
      // Whoever asks an empty outbox keeps no writer waiting.
      if ((await selectDue(database.db, now).limit(1).executeTakeFirst()) === undefined) return [];
      const taken = await inTransaction(database, (trx) =>
        trx
          .updateTable('mails')
          .set((eb) => ({
            lease: randomUUID(),
            notBefore: storedTime(leaseUntil),
            attempts: eb('attempts', '+', 1),
          }))
          .where('seq', 'in', database.bulk.locking(selectDue(trx, now).limit(limit)))
          .returningAll()
          .execute(),
      );
      return taken.sort((a, b) => a.seq - b.seq).map(readTaken);
    },

    settleMail: (mail, outcome, audit) =>
      change(
        mail,
        outcome.state === 'sent' ? ['waiting', 'cancelled'] : ['waiting'],
        settled(outcome),
        audit,
      ),

    postponeMail: (mail, { notBefore, problem }) =>
      change(mail, ['waiting'], {
        lease: null,
        notBefore: storedTime(notBefore),
        lastProblem: problem,
      }),

    cancelMail: (id, audit) => change({ id }, ['waiting'], { state: 'cancelled' }, audit),

    retryMail: (id, notBefore, audit) =>
      change(
        { id },
        ['failed', 'cancelled'],
        {
          state: 'waiting',
          lease: null,
          notBefore: storedTime(notBefore),
          attempts: 0,
          lastProblem: null,
        },
        audit,
      ),

    async listMails({ after, limit }, { state, kind, credentialId } = {}) {
      let query = database.db
        .selectFrom('mails')
        .innerJoin('holders', 'holders.id', 'mails.holderId')
        .selectAll('mails')
        .select('holders.name as holderName');
      if (state !== undefined) query = query.where('mails.state', '=', state);
      if (kind !== undefined) query = query.where('mails.kind', '=', kind);
      if (credentialId !== undefined) query = query.where('mails.credentialId', '=', credentialId);
      if (after !== undefined)
        query = query.where('mails.seq', '<', (eb) =>
          eb.selectFrom('mails as last').select('last.seq').where('last.id', '=', after),
        );
      const rows = await query.orderBy('mails.seq', 'desc').limit(limit).execute();
      return rows.map((row) => ({ ...readMail(row), holderName: row.holderName }));
    },
  };
}

/**
 * Adds mails inside the caller's transaction, so that what happened and the notice of it are recorded together. Returns the
 * ids of those whose key was not known yet.
 */
export async function insertMails(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  added: readonly NewMail[],
): Promise<string[]> {
  const rows = added.map(({ key, kind, holderId, credentialId, payload, createdAt, notBefore }) => ({
    id: newRowId(),
    key,
    kind,
    holderId,
    credentialId,
    payload: storedJson(payload),
    createdAt: storedTime(createdAt),
    state: 'waiting' as const,
    notBefore: storedTime(notBefore),
    attempts: 0,
  }));
  return [...(await bulk.insertNew(trx, 'mails', rows, 'id'))];
}

function selectDue(reader: Reader, now: Date) {
  return reader
    .selectFrom('mails')
    .select('seq')
    .where('state', '=', 'waiting')
    .where('notBefore', '<=', storedTime(now))
    .orderBy('notBefore')
    .orderBy('seq');
}

/** The lease stays, so that a mail says that it was sent even if it was cancelled meanwhile. */
function settled(outcome: MailOutcome): UpdateObject<Tables, 'mails'> {
  return outcome.state === 'sent'
    ? { state: 'sent', sentAt: storedTime(outcome.at), lastProblem: null }
    : { state: 'failed', lastProblem: outcome.problem };
}

function readMail(row: Selectable<MailsTable>): MailRecord {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    holderId: row.holderId,
    credentialId: row.credentialId,
    payload: readJson(row.payload),
    createdAt: readTime(row.createdAt),
    state: row.state,
    notBefore: readTime(row.notBefore),
    attempts: row.attempts,
    sentAt: readTime(row.sentAt),
    lastProblem: row.lastProblem,
  };
}

function readTaken(row: Selectable<MailsTable>): TakenMail {
  if (row.lease === null) throw new Error('a mail that was taken has a lease');
  return { ...readMail(row), lease: row.lease };
}
