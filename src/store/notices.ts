import type { Reader, SqlDatabase } from './sql-database.ts';
import type { CredentialNotice } from './standing-store.ts';
import type { Store } from './store.ts';
import { readTime } from './stored-time.ts';

/** What the public may know of credentials that are not in force. */
export function notices({ db }: SqlDatabase): Pick<Store, 'findNotice' | 'listNotices'> {
  return {
    async findNotice(noticeKey) {
      const rows = await selectNotices(db).where('statusOrderItems.noticeKey', '=', noticeKey).execute();
      const last = rows.at(-1);
      return last === undefined ? null : readNotice(db, last);
    },

    async listNotices({ after = '', limit }) {
      const keys = db
        .selectFrom('statusOrderItems as items')
        .innerJoin('credentials as theirs', 'theirs.id', 'items.credentialId')
        .select('items.noticeKey')
        .distinct()
        .where('theirs.standing', '!=', 'in-force')
        .where('items.noticeKey', '>', after)
        .orderBy('items.noticeKey')
        .limit(limit);
      const rows = await selectNotices(db).where('statusOrderItems.noticeKey', 'in', keys).execute();
      // The last change of each speaks for it.
      const last = new Map(rows.map((row) => [row.noticeKey, row]));
      const notices: CredentialNotice[] = [];
      for (const row of last.values()) notices.push(await readNotice(db, row));
      return notices.sort((a, b) => (a.noticeKey < b.noticeKey ? -1 : 1));
    },
  };
}

function selectNotices(reader: Reader) {
  return reader
    .selectFrom('statusOrderItems')
    .innerJoin('statusOrders', 'statusOrders.id', 'statusOrderItems.orderId')
    .innerJoin('credentials', 'credentials.id', 'statusOrderItems.credentialId')
    .select([
      'statusOrderItems.noticeKey',
      'credentials.standing',
      'credentials.replacedBy',
      'statusOrders.reason',
      'statusOrders.statement',
      'statusOrders.effectiveAt',
    ])
    .where('statusOrderItems.outcome', '=', 'changed')
    .where('credentials.standing', '!=', 'in-force')
    .orderBy('statusOrderItems.change');
}

type NoticeRow = Awaited<ReturnType<ReturnType<typeof selectNotices>['executeTakeFirstOrThrow']>>;

async function readNotice(reader: Reader, { replacedBy, ...row }: NoticeRow): Promise<CredentialNotice> {
  return {
    ...row,
    effectiveAt: readTime(row.effectiveAt),
    successor: replacedBy === null ? null : await readSuccessor(reader, replacedBy),
  };
}

/** The last one of those that took the credential's place, unless it is withdrawn itself. */
async function readSuccessor(reader: Reader, id: string): Promise<CredentialNotice['successor']> {
  const row = await reader
    .selectFrom('credentials')
    .select(['id', 'recordedAt', 'standing', 'replacedBy'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (row.replacedBy !== null) return readSuccessor(reader, row.replacedBy);
  if (row.standing === 'revoked') return null;
  const share = await reader
    .selectFrom('shares')
    .select('id')
    .where('credentialId', '=', row.id)
    .where('turnedOffAt', 'is', null)
    // A link that its holder gave away with the old one; a new one is for the holder alone to give.
    .where('inherited', '=', 1)
    .orderBy('createdAt')
    .limit(1)
    .executeTakeFirst();
  return { id: row.id, recordedAt: readTime(row.recordedAt), shareId: share?.id ?? null };
}
