import type { Selectable } from 'kysely';
import { appendAuditEvent } from './audit-log.ts';
import { findCredential } from './credentials.ts';
import type { ShareRecord } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

export function shares(
  database: SqlDatabase,
): Pick<Store, 'getShare' | 'listSharesOfCredential' | 'turnOffShare'> {
  return {
    async getShare(shareId) {
      const row = await database.db
        .selectFrom('shares')
        .selectAll()
        .where('id', '=', shareId)
        .executeTakeFirst();
      const credential = row && (await findCredential(database.db, row.credentialId));
      return row && credential ? { share: readShare(row), credential } : null;
    },

    async listSharesOfCredential(credentialId) {
      const rows = await database.db
        .selectFrom('shares')
        .selectAll()
        .where('credentialId', '=', credentialId)
        .orderBy('createdAt')
        .orderBy('id')
        .execute();
      return rows.map(readShare);
    },

    turnOffShare: (shareId, at, audit) =>
      inTransaction(database, async (trx) => {
        const turnedOff = await trx
          .updateTable('shares')
          .set({ turnedOffAt: storedTime(at) })
          .where('id', '=', shareId)
          .where('turnedOffAt', 'is', null)
          .returning('id')
          .executeTakeFirst();
        if (!turnedOff) return false;
        await appendAuditEvent(trx, audit);
        return true;
      }),
  };
}

function readShare(row: Selectable<Tables['shares']>): ShareRecord {
  const { inherited: _, ...share } = row;
  return { ...share, createdAt: readTime(row.createdAt), turnedOffAt: readTime(row.turnedOffAt) };
}
