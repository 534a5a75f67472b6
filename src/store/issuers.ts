import { type Selectable, sql, type Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import { appendAuditEvent } from './audit-log.ts';
import type { IssuerRecord } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

export function issuers(database: SqlDatabase): Pick<Store, 'saveIssuer' | 'findIssuer' | 'listIssuers'> {
  return {
    saveIssuer: (issuer, audit) =>
      inTransaction(database, async (trx) => {
        const { slug, did, name, url, email } = issuer;
        const before = await database.bulk
          .locking(trx.selectFrom('issuers').selectAll().where('slug', '=', slug))
          .executeTakeFirst();
        const needsApproval = issuer.needsApproval ? 1 : 0;
        const saved = await trx
          .insertInto('issuers')
          .values({ slug, did, name, url, email, needsApproval, createdAt: storedTime(issuer.createdAt) })
          .onConflict((conflict) =>
            conflict
              .column('slug')
              .doUpdateSet({ name, url, email, needsApproval })
              .where('issuers.did', '=', (eb) => eb.ref('excluded.did')),
          )
          .returning('slug')
          .executeTakeFirst();
        if (!saved)
          throw new AppError('CONFIG_INVALID', 'The DID of an issuer that exists can never be changed.');
        const entry = typeof audit === 'function' ? audit(before ? readIssuer(before) : null) : audit;
        await appendAuditEvent(trx, entry);
      }),

    async findIssuer(slug) {
      const row = await database.db
        .selectFrom('issuers')
        .selectAll()
        .where('slug', '=', slug)
        .executeTakeFirst();
      return row ? readIssuer(row) : null;
    },

    async listIssuers() {
      const rows = await database.db.selectFrom('issuers').selectAll().orderBy('slug').execute();
      return rows.map(readIssuer);
    },
  };
}

/** Rejects unless each of these issuers exists. */
export async function assertIssuers(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  slugs: ReadonlySet<string>,
): Promise<void> {
  const known = await trx
    .selectFrom('issuers')
    .select('slug')
    .where(bulk.isOneOf(sql.ref('slug'), [...slugs]))
    .execute();
  if (known.length < slugs.size) throw new AppError('ISSUER_UNKNOWN', 'There is no such issuer.');
}

function readIssuer(row: Selectable<Tables['issuers']>): IssuerRecord {
  return { ...row, needsApproval: row.needsApproval === 1, createdAt: readTime(row.createdAt) };
}
