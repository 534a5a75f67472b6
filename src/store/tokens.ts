import { appendAuditEvent } from './audit-log.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';

export function tokens(database: SqlDatabase): Pick<Store, 'saveToken' | 'findToken'> {
  return {
    saveToken: (token, audit) =>
      inTransaction(database, async (trx) => {
        const values = {
          name: token.name,
          scopes: JSON.stringify(token.scopes),
          createdAt: storedTime(token.createdAt),
          revokedAt: storedTime(token.revokedAt),
        };
        await trx
          .insertInto('tokens')
          .values({ sha256: token.sha256, ...values })
          .onConflict((conflict) => conflict.column('sha256').doUpdateSet(values))
          .execute();
        await appendAuditEvent(trx, audit);
      }),

    async findToken(sha256) {
      const row = await database.db
        .selectFrom('tokens')
        .selectAll()
        .where('sha256', '=', sha256)
        .executeTakeFirst();
      if (!row) return null;
      return {
        ...row,
        scopes: JSON.parse(row.scopes),
        createdAt: readTime(row.createdAt),
        revokedAt: readTime(row.revokedAt),
      };
    },
  };
}
