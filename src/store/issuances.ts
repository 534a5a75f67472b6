import { sql } from 'kysely';
import { completeIssuance, refuseIssuance } from './close-issuance.ts';
import { readIssuance } from './issuance-rows.ts';
import { reserveIssuance } from './reserve-issuance.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { storedTime } from './stored-time.ts';

export function issuances(
  database: SqlDatabase,
): Pick<
  Store,
  | 'reserveIssuance'
  | 'completeIssuance'
  | 'refuseIssuance'
  | 'getIssuance'
  | 'getIssuanceOfCredential'
  | 'listUnfinishedIssuances'
> {
  async function find(column: 'idempotencyKey' | 'credentialId', value: string) {
    const row = await database.db
      .selectFrom('issuances')
      .selectAll()
      .where(column, '=', value)
      .executeTakeFirst();
    return row ? readIssuance(row) : null;
  }

  return {
    reserveIssuance: (intent, audit) => reserveIssuance(database, intent, audit),
    completeIssuance: (id, credential, audit) => completeIssuance(database, id, credential, audit),
    refuseIssuance: (id, problem, audit) => refuseIssuance(database, id, problem, audit),

    getIssuance: (idempotencyKey) => find('idempotencyKey', idempotencyKey),
    getIssuanceOfCredential: (credentialId) => find('credentialId', credentialId),

    async listUnfinishedIssuances(before, limit) {
      const rows = await database.db
        .selectFrom('issuances')
        .selectAll()
        // These very words, with nothing passed in, are the condition of the index.
        .where(sql<boolean>`state = 'reserved' and substr(idempotency_key, 1, 6) <> 'batch:'`)
        .where('reservedAt', '<', storedTime(before))
        .orderBy('reservedAt')
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(readIssuance);
    },
  };
}
