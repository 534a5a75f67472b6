import type { StatusListPublication, StatusListRecord } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';

export function statusLists(
  database: SqlDatabase,
): Pick<Store, 'getStatusList' | 'listStatusLists' | 'readStatusBits' | 'publishStatusList'> {
  return {
    async getStatusList(number) {
      const row = await selectLists(database).where('statusLists.number', '=', number).executeTakeFirst();
      return row ? readList(row) : null;
    },

    async listStatusLists() {
      const rows = await selectLists(database).orderBy('statusLists.number').execute();
      return rows.map(readList);
    },

    async readStatusBits(number) {
      // One statement, because a statement sees one moment on both engines.
      const rows = await database.db
        .selectFrom('statusLists')
        .leftJoin('statusEntries', (join) =>
          join.onRef('statusEntries.statusList', '=', 'statusLists.number').on('statusEntries.isSet', '=', 1),
        )
        .select(['statusLists.ledgerVersion', 'statusEntries.statusListIndex'])
        .where('statusLists.number', '=', number)
        .orderBy('statusEntries.statusListIndex')
        .execute();
      const indices = rows.map((row) => row.statusListIndex).filter((index) => index !== null);
      return { ledgerVersion: rows[0]?.ledgerVersion ?? 0, indices };
    },

    publishStatusList: (number, replaces, publication) =>
      replaces === 0
        ? publishFirst(database, number, publication)
        : publishNext(database, number, replaces, publication),
  };
}

function publishFirst(database: SqlDatabase, number: number, publication: StatusListPublication) {
  return inTransaction(database, async (trx) => {
    const list = await trx
      .selectFrom('statusLists')
      .select('number')
      .where('number', '=', number)
      .executeTakeFirst();
    if (!list) return false;
    const inserted = await trx
      .insertInto('statusPublications')
      .values({ statusList: number, ...publicationValues(publication) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('statusList')
      .executeTakeFirst();
    return inserted !== undefined;
  });
}

function publishNext(
  database: SqlDatabase,
  number: number,
  replaces: number,
  publication: StatusListPublication,
) {
  return inTransaction(database, async (trx) => {
    const updated = await trx
      .updateTable('statusPublications')
      .set(publicationValues(publication))
      .where('statusList', '=', number)
      .where('number', '=', replaces)
      .where('ledgerVersion', '<=', publication.ledgerVersion)
      .returning('statusList')
      .executeTakeFirst();
    return updated !== undefined;
  });
}

function publicationValues({ number, ledgerVersion, body, signedAt }: StatusListPublication) {
  return { number, ledgerVersion, body, signedAt: storedTime(signedAt) };
}

function selectLists(database: SqlDatabase) {
  return database.db
    .selectFrom('statusLists')
    .leftJoin('statusPublications', 'statusPublications.statusList', 'statusLists.number')
    .select([
      'statusLists.number',
      'statusLists.issuerSlug',
      'statusLists.statusPurpose',
      'statusLists.length',
      'statusLists.allocated',
      'statusLists.ledgerVersion',
      'statusPublications.number as publicationNumber',
      'statusPublications.ledgerVersion as publicationLedgerVersion',
      'statusPublications.body',
      'statusPublications.signedAt',
    ]);
}

type ListRow = Awaited<ReturnType<ReturnType<typeof selectLists>['executeTakeFirstOrThrow']>>;

function readList(row: ListRow): StatusListRecord {
  const { publicationNumber, publicationLedgerVersion, body, signedAt, ...list } = row;
  // One row of the outer join holds all four or none.
  const isPublished =
    publicationNumber !== null && publicationLedgerVersion !== null && body !== null && signedAt !== null;
  return {
    ...list,
    publication: isPublished
      ? {
          number: publicationNumber,
          ledgerVersion: publicationLedgerVersion,
          body,
          signedAt: readTime(signedAt),
        }
      : null,
  };
}
