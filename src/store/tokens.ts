import type { Selectable } from 'kysely';
import { appendAuditEvent } from './audit-log.ts';
import type { TokenRecord } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

export function tokens(database: SqlDatabase): Pick<Store, 'saveToken' | 'findToken' | 'listTokens'> {
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
      return row ? readToken(row) : null;
    },

    async listTokens() {
      const rows = await database.db
        .selectFrom('tokens')
        .selectAll()
        .orderBy('createdAt')
        .orderBy('sha256')
        .execute();
      return rows.map(readToken);
    },
  };
}

function readToken(row: Selectable<Tables['tokens']>): TokenRecord {
  return {
    ...row,
    scopes: JSON.parse(row.scopes),
    createdAt: readTime(row.createdAt),
    revokedAt: readTime(row.revokedAt),
  };
}
