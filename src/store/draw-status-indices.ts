import { randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import type { StatusPurpose } from './records.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/** With a quarter of the list free, that many draws all miss once in 10^124 times. */
const MOST_DRAWS = 1_000;

export interface StatusPlace {
  list: number;
  index: number;
}

/**
 * Draws indices that no credential ever had. Random, because neighbouring indices would tell who was certified
 * together. Places are counted first: that locks the list's row and says which list it is. What the open list has no room
 * for comes from the next one.
 */
export async function drawStatusIndices(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  issuerSlug: string,
  statusPurpose: StatusPurpose,
  count: number,
): Promise<StatusPlace[]> {
  const drawn: StatusPlace[] = [];
  while (drawn.length < count) {
    const { number, length, places } = await takePlaces(
      database,
      trx,
      { issuerSlug, statusPurpose },
      count - drawn.length,
    );
    for (const index of await drawFrom(database, trx, { number, length }, places))
      drawn.push({ list: number, index });
  }
  return drawn;
}

async function drawFrom(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  list: { number: number; length: number },
  places: number,
): Promise<Set<number>> {
  const drawn = new Set<number>();
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const missing = places - drawn.size;
    if (missing === 0) return drawn;
    const indices = new Set<number>();
    while (indices.size < missing) indices.add(randomInt(list.length));
    const rows = [...indices].map((index) => ({ statusList: list.number, statusListIndex: index }));
    const inserted = await bulk.insertNew(trx, 'statusEntries', rows, 'statusListIndex');
    // In the order of the draw, which says nothing; never in the order of the numbers.
    for (const index of indices) if (inserted.has(index)) drawn.add(index);
  }
  throw new AppError('STATUS_LIST_FULL', 'The open status list has no free index left.');
}

/** Whose list it is, and what a set bit in it means: an issuer has one open list of each purpose, for all its programs. */
interface ListKind {
  issuerSlug: string;
  statusPurpose: StatusPurpose;
}

/** As many places as are wanted and the open list of its kind still has; at least one. */
async function takePlaces(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  { issuerSlug, statusPurpose }: ListKind,
  wanted: number,
): Promise<{ number: number; length: number; places: number }> {
  for (;;) {
    const open = trx
      .selectFrom('statusLists')
      .select(['number', 'length', 'allocated'])
      .where('issuerSlug', '=', issuerSlug)
      .where('statusPurpose', '=', statusPurpose)
      .where('isOpen', '=', 1);
    const list = await database.bulk.locking(open).executeTakeFirst();
    if (list) {
      const { number, length } = list;
      const full = Math.ceil((length * 3) / 4);
      const places = Math.min(wanted, full - list.allocated);
      const allocated = list.allocated + places;
      await trx
        .updateTable('statusLists')
        .set({ allocated, isOpen: allocated < full ? 1 : 0 })
        .where('number', '=', number)
        .execute();
      return { number, length, places };
    }
    await openNextList(trx, { issuerSlug, statusPurpose }, database.statusListLength);
  }
}

/**
 * Inserts nothing when another process was faster: with an open list of this issuer, or with the number, which another
 * issuer took. Either way the caller looks again.
 */
async function openNextList(
  trx: Transaction<Tables>,
  { issuerSlug, statusPurpose }: ListKind,
  length: number,
): Promise<void> {
  const last = await trx
    .selectFrom('statusLists')
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  await trx
    .insertInto('statusLists')
    .values({
      number: (last?.number ?? 0) + 1,
      issuerSlug,
      statusPurpose,
      length,
      allocated: 0,
      isOpen: 1,
      ledgerVersion: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
