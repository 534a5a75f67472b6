import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { HolderKey, HolderRecord } from './records.ts';
import type { Reader, SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

export function holders(database: SqlDatabase): Pick<Store, 'findHolder' | 'getHolder'> {
  return {
    async findHolder(key) {
      const row = await findByKey(database.db, key);
      return row ? readHolder(row) : null;
    },

    async getHolder(id) {
      const row = await database.db.selectFrom('holders').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? readHolder(row) : null;
    },
  };
}

/** The id of the holder that the key names, who is created if there is none yet. Nothing that is stored changes. */
export async function findOrCreateHolder(
  trx: Transaction<Tables>,
  holder: HolderKey & { name: string },
  now: Date,
): Promise<string> {
  const known = await findByKey(trx, holder);
  if (known) return known.id;
  const id = randomUUID();
  const email = emailKey(holder.email) === null ? null : (holder.email ?? null);
  const created = await trx
    .insertInto('holders')
    .values({
      id,
      externalId: externalIdKey(holder.externalId),
      email,
      emailKey: emailKey(holder.email),
      name: holder.name,
      createdAt: storedTime(now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (created) return id;
  // Another process created the same holder since we looked.
  const other = await findByKey(trx, holder);
  if (!other) throw new Error('a holder that conflicts with a new one can be found by its key');
  return other.id;
}

async function findByKey(reader: Reader, key: HolderKey): Promise<Selectable<Tables['holders']> | undefined> {
  const externalId = externalIdKey(key.externalId);
  const email = emailKey(key.email);
  if (externalId === null && email === null) return undefined;
  const query = reader.selectFrom('holders').selectAll();
  // Several holders with an external id each may share one address: the first of them answers to it, always.
  return externalId === null
    ? query.where('emailKey', '=', email).orderBy('seq').limit(1).executeTakeFirst()
    : query.where('externalId', '=', externalId).executeTakeFirst();
}

/** Blank is absent: otherwise everyone with an empty cell in a roster would be one person. */
function externalIdKey(externalId: string | undefined): string | null {
  return externalId === undefined || externalId.trim() === '' ? null : externalId;
}

function emailKey(email: string | undefined): string | null {
  return email?.trim().toLowerCase() || null;
}

function readHolder(row: Selectable<Tables['holders']>): HolderRecord {
  const { id, externalId, email, name, createdAt } = row;
  return { id, externalId, email, name, createdAt: readTime(createdAt) };
}
