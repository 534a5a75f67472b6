import type { Selectable } from 'kysely';
import { appendAuditEvent } from './audit-log.ts';
import type { NewReceivedRecognition, ReceivedRecognition, RecognitionStore } from './recognition-store.ts';
import { credentialIdConflict } from './reserve-issuance.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { ReceivedRecognitionsTable } from './tables.ts';

/** Recognitions of our issuers and achievements that others gave. Their text never changes, and none is ever deleted. */
export function receivedRecognitions(
  database: SqlDatabase,
): Omit<RecognitionStore, 'getRecognition' | 'listRecognitions'> {
  return {
    saveReceived: (recognition, audit) =>
      inTransaction(database, async (trx) => {
        const inserted = await trx
          .insertInto('receivedRecognitions')
          .values(receivedRow(recognition))
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('seq')
          .executeTakeFirst();
        if (!inserted) {
          const known = await trx
            .updateTable('receivedRecognitions')
            .set({ droppedAt: null })
            .where('id', '=', recognition.id)
            .where('body', '=', recognition.body)
            .where('droppedAt', 'is not', null)
            .returning('seq')
            .executeTakeFirst();
          if (!known) {
            const kept = await trx
              .selectFrom('receivedRecognitions')
              .select('body')
              .where('id', '=', recognition.id)
              .executeTakeFirst();
            if (kept?.body !== recognition.body) throw credentialIdConflict();
            return 'unchanged';
          }
        }
        await appendAuditEvent(trx, audit);
        return 'saved';
      }),

    async getReceived(id) {
      const row = await database.db
        .selectFrom('receivedRecognitions')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? readReceived(row) : null;
    },

    async listReceived({ after, limit }, filter = {}) {
      const { kind, subjectId, issuerDid, inForceAt, withDropped = false } = filter;
      let query = database.db.selectFrom('receivedRecognitions').selectAll();
      if (kind !== undefined) query = query.where('kind', '=', kind);
      if (subjectId !== undefined) query = query.where('subjectId', '=', subjectId);
      if (issuerDid !== undefined) query = query.where('issuerDid', '=', issuerDid);
      if (inForceAt !== undefined) {
        const time = storedTime(inForceAt);
        query = query
          .where('standing', '=', 'in-force')
          .where('validFrom', '<=', time)
          .where((eb) => eb.or([eb('validUntil', 'is', null), eb('validUntil', '>', time)]));
      }
      if (!withDropped || inForceAt !== undefined) query = query.where('droppedAt', 'is', null);
      if (after !== undefined)
        query = query.where('seq', '<', (eb) =>
          eb.selectFrom('receivedRecognitions as last').select('last.seq').where('last.id', '=', after),
        );
      const rows = await query.orderBy('seq', 'desc').limit(limit).execute();
      return rows.map(readReceived);
    },

    noteReceivedStanding: (id, { standing, at }, audit) =>
      inTransaction(database, async (trx) => {
        const changed = await trx
          .updateTable('receivedRecognitions')
          .set({ standing, checkedAt: storedTime(at) })
          .where('id', '=', id)
          .where('standing', 'not in', [standing, 'revoked'])
          .returning('seq')
          .executeTakeFirst();
        if (changed) {
          await appendAuditEvent(trx, audit);
          return true;
        }
        await trx
          .updateTable('receivedRecognitions')
          .set({ checkedAt: storedTime(at) })
          .where('id', '=', id)
          .execute();
        return false;
      }),

    dropReceived: (id, at, audit) =>
      inTransaction(database, async (trx) => {
        const dropped = await trx
          .updateTable('receivedRecognitions')
          .set({ droppedAt: storedTime(at) })
          .where('id', '=', id)
          .where('droppedAt', 'is', null)
          .returning('seq')
          .executeTakeFirst();
        if (!dropped) return false;
        await appendAuditEvent(trx, audit);
        return true;
      }),
  };
}

function receivedRow(
  recognition: NewReceivedRecognition,
): Omit<Selectable<ReceivedRecognitionsTable>, 'seq'> {
  return {
    id: recognition.id,
    kind: recognition.kind,
    subjectId: recognition.subjectId,
    subjectName: recognition.subjectName,
    issuerDid: recognition.issuerDid,
    authorityDid: recognition.authorityDid,
    authorityName: recognition.authorityName,
    issuerName: recognition.issuerName,
    name: recognition.name,
    validFrom: storedTime(recognition.validFrom),
    validUntil: storedTime(recognition.validUntil),
    body: recognition.body,
    receivedAt: storedTime(recognition.receivedAt),
    standing: 'in-force',
    checkedAt: storedTime(recognition.receivedAt),
    droppedAt: null,
  };
}

function readReceived({ seq: _, ...row }: Selectable<ReceivedRecognitionsTable>): ReceivedRecognition {
  return {
    ...row,
    validFrom: readTime(row.validFrom),
    validUntil: readTime(row.validUntil),
    receivedAt: readTime(row.receivedAt),
    checkedAt: readTime(row.checkedAt),
    droppedAt: readTime(row.droppedAt),
  };
}
