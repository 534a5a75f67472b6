import { type SqlBool, sql, type Transaction } from 'kysely';
import type { Standing, StatusAction } from './records.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/** What an action makes of which standings, which place's bit it changes, and to what. */
const ACTIONS: Readonly<
  Record<StatusAction, { from: readonly Standing[]; to: Standing; place: 'status' | 'hold'; bit: 0 | 1 }>
> = {
  revoke: { from: ['in-force', 'suspended'], to: 'revoked', place: 'status', bit: 1 },
  suspend: { from: ['in-force'], to: 'suspended', place: 'hold', bit: 1 },
  reinstate: { from: ['suspended'], to: 'in-force', place: 'hold', bit: 0 },
};

const PLACES = {
  status: ['issuances.statusList', 'issuances.statusListIndex'],
  hold: ['issuances.holdList', 'issuances.holdListIndex'],
} as const;

/**
 * Changes those of these credentials whose standing allows it and that have a place for it, with their bits; lists that were
 * changed are then signed anew, because their ledger version is another. Resolves to those changed, each with the number of the
 * change.
 */
export async function changeStandings(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  action: StatusAction,
  credentialIds: readonly string[],
): Promise<Map<string, number>> {
  const { bulk } = database;
  const { from, to, place, bit } = ACTIONS[action];
  const [listColumn, indexColumn] = PLACES[place];
  await lockIssuances(database, trx, credentialIds);
  const due = await trx
    .selectFrom('credentials')
    .innerJoin('issuances', 'issuances.credentialId', 'credentials.id')
    .select(['credentials.id', `${listColumn} as list`, `${indexColumn} as index`])
    .where(bulk.isOneOf(sql.ref('credentials.id'), credentialIds))
    .where('credentials.standing', 'in', from)
    .where(listColumn, 'is not', null)
    .execute();
  if (due.length === 0) return new Map();
  const changed = await trx
    .updateTable('credentials')
    .set((eb) => ({ standing: to, changes: eb('changes', '+', 1) }))
    .where(
      bulk.isOneOf(
        sql.ref('id'),
        due.map(({ id }) => id),
      ),
    )
    .returning(['id', 'changes'])
    .execute();
  const places = due.map(({ list, index }) => ({ list: Number(list), place: Number(index) }));
  await countUp(trx, new Set(places.map(({ list }) => list)));
  await trx
    .updateTable('statusEntries')
    .from(bulk.rows(places).as('given'))
    .set({ isSet: bit })
    // What comes as JSON is text to PostgreSQL.
    .where(sql<SqlBool>`status_entries.status_list = cast(given.list as integer)`)
    .where(sql<SqlBool>`status_entries.status_list_index = cast(given.place as integer)`)
    .execute();
  return new Map(changed.map(({ id, changes }) => [id, changes]));
}

/**
 * What took the place of these since they were named, and of that again: an order that waited is about the credential that people
 * have now. Nothing more takes their place until the transaction is over.
 */
export async function lockSuccessors(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  credentialIds: readonly string[],
): Promise<string[]> {
  const found = new Set<string>();
  for (let ids = [...credentialIds]; ids.length > 0; ) {
    await lockIssuances(database, trx, ids);
    const rows = await trx
      .selectFrom('credentials')
      .select('replacedBy')
      .where(database.bulk.isOneOf(sql.ref('id'), ids))
      .where('replacedBy', 'is not', null)
      .execute();
    ids = rows.flatMap(({ replacedBy }) => (replacedBy === null || found.has(replacedBy) ? [] : replacedBy));
    for (const id of ids) found.add(id);
  }
  for (const id of credentialIds) found.delete(id);
  return [...found];
}

/** Whoever changes a standing looks at it under this lock. */
export async function lockIssuances(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  credentialIds: readonly string[],
): Promise<void> {
  const issuances = trx
    .selectFrom('issuances')
    .select('seq')
    .where(bulk.isOneOf(sql.ref('credentialId'), credentialIds))
    .orderBy('seq');
  await bulk.locking(issuances).execute();
}

/** In the order in which lists are locked. A list whose version is counted up differs from what was published of it. */
async function countUp(trx: Transaction<Tables>, lists: ReadonlySet<number>): Promise<void> {
  for (const number of [...lists].sort((a, b) => a - b))
    await trx
      .updateTable('statusLists')
      .set((eb) => ({ ledgerVersion: eb('ledgerVersion', '+', 1) }))
      .where('number', '=', number)
      .execute();
}
