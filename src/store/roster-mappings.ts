import type { SqlDatabase } from './sql-database.ts';
import { inTransaction } from './sql-database.ts';
import type { Store } from './store.ts';
import { readJson, storedJson } from './stored-json.ts';
import { storedTime } from './stored-time.ts';

export function rosterMappings(
  database: SqlDatabase,
): Pick<Store, 'findRosterMapping' | 'saveRosterMapping'> {
  return {
    async findRosterMapping(issuerSlug, fingerprint) {
      const row = await database.db
        .selectFrom('rosterMappings')
        .select('mapping')
        .where('issuerSlug', '=', issuerSlug)
        .where('fingerprint', '=', fingerprint)
        .executeTakeFirst();
      return row ? readJson(row.mapping) : null;
    },

    saveRosterMapping: (issuerSlug, fingerprint, mapping, at) =>
      inTransaction(database, async (trx) => {
        const values = { mapping: storedJson(mapping), savedAt: storedTime(at) };
        await trx
          .insertInto('rosterMappings')
          .values({ issuerSlug, fingerprint, ...values })
          .onConflict((conflict) => conflict.columns(['issuerSlug', 'fingerprint']).doUpdateSet(values))
          .execute();
      }),
  };
}
