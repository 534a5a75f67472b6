import { AppError } from '../model/problem.ts';
import { appendAuditEvent } from './audit-log.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';

export function issuers(database: SqlDatabase): Pick<Store, 'saveIssuer' | 'findIssuer' | 'listIssuers'> {
  return {
    saveIssuer: (issuer, audit) =>
      inTransaction(database, async (trx) => {
        const { slug, did, name, url, email } = issuer;
        const saved = await trx
          .insertInto('issuers')
          .values({ slug, did, name, url, email, createdAt: storedTime(issuer.createdAt) })
          .onConflict((conflict) =>
            conflict
              .column('slug')
              .doUpdateSet({ name, url, email })
              .where('issuers.did', '=', (eb) => eb.ref('excluded.did')),
          )
          .returning('slug')
          .executeTakeFirst();
        if (!saved)
          throw new AppError('CONFIG_INVALID', 'The DID of an issuer that exists can never be changed.');
        await appendAuditEvent(trx, audit);
      }),

    async findIssuer(slug) {
      const row = await database.db
        .selectFrom('issuers')
        .selectAll()
        .where('slug', '=', slug)
        .executeTakeFirst();
      return row ? { ...row, createdAt: readTime(row.createdAt) } : null;
    },

    async listIssuers() {
      const rows = await database.db.selectFrom('issuers').selectAll().orderBy('slug').execute();
      return rows.map((row) => ({ ...row, createdAt: readTime(row.createdAt) }));
    },
  };
}
