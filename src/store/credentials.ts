import { sql } from 'kysely';
import { ISSUED_COLUMNS, readIssued } from './issuance-rows.ts';
import type { CredentialRecord } from './records.ts';
import type { Reader, SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime } from './stored-time.ts';

export function credentials(
  database: SqlDatabase,
): Pick<Store, 'getCredential' | 'listCredentialsOfHolder' | 'listCredentialsOfHolders' | 'listCredentials'> {
  async function listCredentialsOfHolders(holderIds: readonly string[]) {
    const rows = await selectCredentials(database.db)
      .where(database.bulk.isOneOf(sql.ref('issuances.holderId'), holderIds))
      .orderBy('credentials.recordedAt')
      .orderBy('credentials.seq')
      .execute();
    return rows.map(readCredential);
  }

  return {
    getCredential: (id) => findCredential(database.db, id),
    listCredentialsOfHolders,
    listCredentialsOfHolder: (holderId) => listCredentialsOfHolders([holderId]),

    async listCredentials({ after, limit }) {
      let query = selectCredentials(database.db);
      if (after !== undefined)
        query = query.where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('credentials.recordedAt', 'credentials.seq'),
            '<',
            selectFrom('credentials as last')
              .select(['last.recordedAt', 'last.seq'])
              .where('last.id', '=', after)
              .$asTuple('recordedAt', 'seq'),
          ),
        );
      const rows = await query
        .orderBy('credentials.recordedAt', 'desc')
        .orderBy('credentials.seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(readCredential);
    },
  };
}

export async function findCredential(reader: Reader, id: string): Promise<CredentialRecord | null> {
  const row = await selectCredentials(reader).where('credentials.id', '=', id).executeTakeFirst();
  return row ? readCredential(row) : null;
}

/** What the intent fixed is read from its issuance and stored nowhere else. */
export function selectCredentials(reader: Reader) {
  return reader
    .selectFrom('credentials')
    .innerJoin('issuances', 'issuances.credentialId', 'credentials.id')
    .select(ISSUED_COLUMNS)
    .select([
      'credentials.id',
      'credentials.body',
      'credentials.name',
      'credentials.holderName',
      'credentials.validFrom',
      'credentials.validUntil',
      'credentials.awardedDate',
      'credentials.recordedAt',
      'credentials.standing',
      'credentials.replacedBy',
    ]);
}

type CredentialRow = Awaited<ReturnType<ReturnType<typeof selectCredentials>['executeTakeFirstOrThrow']>>;

export function readCredential(row: CredentialRow): CredentialRecord {
  return {
    id: row.id,
    ...readIssued(row),
    body: row.body,
    name: row.name,
    holderName: row.holderName,
    validFrom: readTime(row.validFrom),
    validUntil: readTime(row.validUntil),
    awardedDate: readTime(row.awardedDate),
    recordedAt: readTime(row.recordedAt),
    standing: row.standing,
    replacedBy: row.replacedBy,
  };
}
