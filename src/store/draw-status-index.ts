import { randomInt } from 'node:crypto';
import type { Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import type { Tables } from './tables.ts';

/** With a quarter of the list free, that many draws all miss once in 10^124 times. */
const MOST_DRAWS = 1_000;

/**
 * Draws an index that no credential ever had. Random, because neighbouring indices would tell who was certified
 * together. A place is counted first: that locks the list's row and says which list it is.
 */
export async function drawStatusIndex(
  trx: Transaction<Tables>,
  issuerSlug: string,
  newListLength: number,
): Promise<{ list: number; index: number }> {
  const { number, length } = await takePlace(trx, issuerSlug, newListLength);
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const index = randomInt(length);
    const drawn = await trx
      .insertInto('statusEntries')
      .values({ statusList: number, statusListIndex: index })
      .onConflict((conflict) => conflict.doNothing())
      .returning('statusListIndex')
      .executeTakeFirst();
    if (drawn) return { list: number, index };
  }
  throw new AppError('STATUS_LIST_FULL', 'The open status list has no free index left.');
}

async function takePlace(trx: Transaction<Tables>, issuerSlug: string, newListLength: number) {
  for (;;) {
    const list = await trx
      .updateTable('statusLists')
      .set((eb) => ({
        allocated: eb('allocated', '+', 1),
        isOpen: eb
          .case()
          .when(eb(eb.parens('allocated', '+', 1), '*', 4), '<', eb('length', '*', 3))
          .then(1)
          .else(0)
          .end(),
      }))
      .where('issuerSlug', '=', issuerSlug)
      .where('isOpen', '=', 1)
      .returning(['number', 'length'])
      .executeTakeFirst();
    if (list) return list;
    await openNextList(trx, issuerSlug, newListLength);
  }
}

/**
 * Inserts nothing when another process was faster: with an open list of this issuer, or with the number, which another
 * issuer took. Either way the caller looks again.
 */
async function openNextList(trx: Transaction<Tables>, issuerSlug: string, length: number): Promise<void> {
  const last = await trx
    .selectFrom('statusLists')
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  await trx
    .insertInto('statusLists')
    .values({
      number: (last?.number ?? 0) + 1,
      issuerSlug,
      statusPurpose: 'revocation',
      length,
      allocated: 0,
      isOpen: 1,
      ledgerVersion: 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
