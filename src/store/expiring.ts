import { type ExpressionBuilder, sql } from 'kysely';
import { ISSUED_COLUMNS, readIssued } from './issuance-rows.ts';
import type { ExpiringCredential, MailStore } from './mail-store.ts';
import type { Reader, SqlDatabase } from './sql-database.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

export function expiring(database: SqlDatabase): Pick<MailStore, 'listExpiring'> {
  return {
    async listExpiring(from, until, { after, limit }) {
      let query = selectEnding(database.db)
        .where('credentials.validUntil', '>=', storedTime(from))
        .where('credentials.validUntil', '<', storedTime(until))
        .where('credentials.standing', '=', 'in-force');
      if (after !== undefined)
        query = query.where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('credentials.validUntil', 'credentials.seq'),
            '>',
            selectFrom('credentials as last')
              .select(['last.validUntil', 'last.seq'])
              .where('last.id', '=', after)
              .$asTuple('validUntil', 'seq'),
          ),
        );
      const rows = await query
        .orderBy('credentials.validUntil')
        .orderBy('credentials.seq')
        .limit(limit)
        .execute();
      return rows.map(readExpiring);
    },
  };
}

function selectEnding(reader: Reader) {
  return reader
    .selectFrom('credentials')
    .innerJoin('issuances', 'issuances.credentialId', 'credentials.id')
    .leftJoin('holders', 'holders.id', 'issuances.holderId')
    .select(ISSUED_COLUMNS)
    .select([
      'credentials.id',
      'credentials.name',
      'credentials.holderName',
      'credentials.validUntil',
      'holders.email',
    ])
    .select((eb) => [
      eb
        .selectFrom('shares')
        .select('shares.id')
        .whereRef('shares.credentialId', '=', 'credentials.id')
        .where('shares.turnedOffAt', 'is', null)
        .orderBy('shares.createdAt')
        .orderBy('shares.id')
        .limit(1)
        .as('shareId'),
      selectLater(eb).as('later'),
      eb
        .selectFrom('mails')
        .select('mails.id')
        .whereRef('mails.credentialId', '=', 'credentials.id')
        .where('mails.kind', '=', 'expiring')
        .limit(1)
        .as('told'),
    ]);
}

/** The id of one that was issued to the same person for the same and ends later, so that nobody is told to renew twice. */
function selectLater(eb: ExpressionBuilder<Tables, 'credentials' | 'issuances'>) {
  return (
    eb
      .selectFrom('credentials as other')
      .innerJoin('issuances as again', 'again.credentialId', 'other.id')
      .select('other.id')
      .whereRef('again.holderId', '=', 'issuances.holderId')
      .whereRef('again.issuerSlug', '=', 'issuances.issuerSlug')
      .whereRef('again.achievementCode', '=', 'issuances.achievementCode')
      .whereRef('other.holderName', '=', 'credentials.holderName')
      // One that was taken back renews nothing.
      .where('other.standing', '=', 'in-force')
      .where(({ or, eb: is, ref }) =>
        or([
          is('other.validUntil', 'is', null),
          is('other.validUntil', '>', sql<string>`${ref('credentials.validUntil')}`),
        ]),
      )
      .limit(1)
  );
}

type EndingRow = Awaited<ReturnType<ReturnType<typeof selectEnding>['executeTakeFirstOrThrow']>>;

function readExpiring(row: EndingRow): ExpiringCredential {
  const { issuerSlug, kind, holderId, achievement } = readIssued(row);
  if (row.validUntil === null) throw new Error('a credential that ends has an end');
  return {
    id: row.id,
    issuerSlug,
    kind,
    holderId,
    achievement,
    name: row.name,
    holderName: row.holderName,
    validUntil: readTime(row.validUntil),
    shareId: row.shareId,
    canBeMailed: row.email !== null,
    isRenewed: row.later !== null,
    isTold: row.told !== null,
  };
}
