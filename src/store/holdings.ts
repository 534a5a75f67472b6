import { sql } from 'kysely';
import type { Holding } from './batch-store.ts';
import type { Reader, SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime } from './stored-time.ts';

export function holdings(database: SqlDatabase): Pick<Store, 'listHoldings'> {
  return { listHoldings: (holderIds) => readHoldings(database, database.db, holderIds) };
}

/** In the order in which they were reserved. */
export async function readHoldings(
  { bulk }: SqlDatabase,
  reader: Reader,
  holderIds: readonly string[],
): Promise<Holding[]> {
  const rows = await reader
    .selectFrom('issuances')
    .leftJoin('credentials', 'credentials.id', 'issuances.credentialId')
    .leftJoin('statusEntries', (join) =>
      join
        .onRef('statusEntries.statusList', '=', 'issuances.statusList')
        .onRef('statusEntries.statusListIndex', '=', 'issuances.statusListIndex'),
    )
    .select([
      'issuances.holderId',
      'issuances.issuerSlug',
      'issuances.kind',
      'issuances.achievementCode',
      'issuances.achievementVersion',
      'issuances.credentialId',
      'issuances.state',
      'statusEntries.isSet',
      'credentials.holderName',
      'credentials.validUntil',
    ])
    .where(bulk.isOneOf(sql.ref('issuances.holderId'), holderIds))
    .where('issuances.state', '!=', 'refused')
    .orderBy('issuances.seq')
    .execute();
  return rows.flatMap((row) => {
    const { holderId, achievementCode: code, achievementVersion: version, state } = row;
    if (holderId === null || code === null || version === null || state === 'refused') return [];
    return {
      holderId,
      issuerSlug: row.issuerSlug,
      kind: row.kind as Holding['kind'],
      achievement: { code, version },
      credentialId: row.credentialId,
      state,
      withdrawn: row.isSet === 1,
      holderName: row.holderName,
      validUntil: readTime(row.validUntil),
    };
  });
}
