import { appendAuditEvent } from './audit-log.ts';
import { findCredential } from './credentials.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';

/** Full credentials that somebody has to look at, because one of their parts is not in force any more. */
export function reviews(database: SqlDatabase): Pick<Store, 'openReviews' | 'closeReviews' | 'listReviews'> {
  const { db, bulk } = database;
  return {
    openReviews: (opened, audit) =>
      inTransaction(database, async (trx) => {
        const rows = opened.map(({ at, ...review }) => ({
          ...review,
          openedAt: storedTime(at),
          closedAt: null,
          closedBy: null,
          outcome: null,
        }));
        const added = await bulk.insertNew(trx, 'reviews', rows, 'id');
        if (added.size > 0) await appendAuditEvent(trx, audit);
        return added.size;
      }),

    closeReviews: ({ credentialId, partId }, { by, at, outcome }, audit) =>
      inTransaction(database, async (trx) => {
        let query = trx
          .updateTable('reviews')
          .set({ closedAt: storedTime(at), closedBy: by, outcome })
          .where('closedAt', 'is', null);
        if (credentialId !== undefined) query = query.where('credentialId', '=', credentialId);
        if (partId !== undefined) query = query.where('partId', '=', partId);
        const closed = await query.returning('id').execute();
        if (closed.length > 0) await appendAuditEvent(trx, audit);
        return closed.length;
      }),

    async listReviews({ after, limit }) {
      let query = db
        .selectFrom('reviews')
        .select(['id', 'credentialId', 'partId', 'openedAt'])
        .where('closedAt', 'is', null)
        .orderBy('seq')
        .limit(limit);
      if (after !== undefined)
        query = query.where('seq', '>', (eb) =>
          eb.selectFrom('reviews as last').select('last.seq').where('last.id', '=', after),
        );
      const rows = await query.execute();
      return Promise.all(
        rows.map(async ({ id, credentialId, partId, openedAt }) => {
          const credential = await findCredential(db, credentialId);
          if (credential === null) throw new Error('a review is about a credential');
          return { id, credential, partId, openedAt: readTime(openedAt) };
        }),
      );
    },
  };
}
