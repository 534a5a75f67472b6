import type { Reader, SqlDatabase } from './sql-database.ts';
import type { CredentialNotice } from './standing-store.ts';
import type { Store } from './store.ts';
import { readTime } from './stored-time.ts';

/** What the public may know of credentials that are not in force. */
export function notices({ db }: SqlDatabase): Pick<Store, 'findNotice' | 'listNotices'> {
  return {
    async findNotice(noticeKey) {
      const rows = await selectNotices(db).where('statusOrderItems.noticeKey', '=', noticeKey).execute();
      return rows.map(readNotice).at(-1) ?? null;
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
      const last = new Map(rows.map((row) => [row.noticeKey, readNotice(row)]));
      return [...last.values()].sort((a, b) => (a.noticeKey < b.noticeKey ? -1 : 1));
    },
  };
}

function selectNotices(reader: Reader) {
  return reader
    .selectFrom('statusOrderItems')
    .innerJoin('statusOrders', 'statusOrders.id', 'statusOrderItems.orderId')
    .innerJoin('credentials', 'credentials.id', 'statusOrderItems.credentialId')
    .leftJoin('credentials as successors', 'successors.id', 'credentials.replacedBy')
    .select([
      'statusOrderItems.noticeKey',
      'credentials.standing',
      'statusOrders.reason',
      'statusOrders.statement',
      'statusOrders.effectiveAt',
      'successors.id as successorId',
      'successors.recordedAt as successorRecordedAt',
    ])
    .select((eb) =>
      eb
        .selectFrom('shares')
        .select('shares.id')
        .whereRef('shares.credentialId', '=', 'successors.id')
        .where('shares.turnedOffAt', 'is', null)
        .orderBy('shares.createdAt')
        .limit(1)
        .as('successorShareId'),
    )
    .where('statusOrderItems.outcome', '=', 'changed')
    .where('credentials.standing', '!=', 'in-force')
    .orderBy('statusOrderItems.change');
}

type NoticeRow = Awaited<ReturnType<ReturnType<typeof selectNotices>['executeTakeFirstOrThrow']>>;

function readNotice(row: NoticeRow): CredentialNotice {
  const { successorId, successorRecordedAt, successorShareId, ...notice } = row;
  return {
    ...notice,
    effectiveAt: readTime(row.effectiveAt),
    successor:
      successorId === null || successorRecordedAt === null
        ? null
        : { id: successorId, recordedAt: readTime(successorRecordedAt), shareId: successorShareId },
  };
}
