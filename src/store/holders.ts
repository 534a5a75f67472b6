import { type Selectable, sql, type Transaction } from 'kysely';
import { appendAuditEvent } from './audit-log.ts';
import { newRowId } from './new-row-id.ts';
import type { HolderKey, HolderRecord } from './records.ts';
import { inTransaction, type Reader, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

type HolderRow = Omit<Selectable<Tables['holders']>, 'seq'>;

export function holders(
  database: SqlDatabase,
): Pick<Store, 'findHolder' | 'findHolders' | 'getHolder' | 'renameHolder'> {
  async function findHolders(keys: readonly HolderKey[]) {
    const known = await readKnown(database, database.db, keys);
    return keys.map((key) => {
      const row = known.find(key);
      return row ? readHolder(row) : null;
    });
  }

  return {
    findHolders,
    findHolder: async (key) => (await findHolders([key]))[0] ?? null,

    async getHolder(id) {
      const row = await database.db.selectFrom('holders').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? readHolder(row) : null;
    },

    renameHolder: (id, name, audit) =>
      inTransaction(database, async (trx) => {
        await trx.updateTable('holders').set({ name }).where('id', '=', id).execute();
        await appendAuditEvent(trx, audit);
      }),
  };
}

/**
 * The ids of the holders that the keys name, in their order; who is not there yet is created, once. Nothing that is
 * stored changes. The keys are gone through in an order of their own, not the caller's: then two transactions that create
 * the same holders wait for each other instead of in a circle, and it is the lowest `seq` that answers to an address.
 */
export async function findOrCreateHolders(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  wanted: readonly (HolderKey & { name: string })[],
  now: Date,
): Promise<string[]> {
  const known = await readKnown(database, trx, wanted);
  const created: HolderRow[] = [];
  const found = new Map<HolderKey, string>();
  for (const holder of wanted.toSorted(inOrderOfKeys)) {
    let row = known.find(holder);
    if (row === undefined) {
      row = newHolder(holder, now);
      known.add(row);
      created.push(row);
    }
    found.set(holder, row.id);
  }
  const inserted = await database.bulk.insertNew(trx, 'holders', created, 'id');
  const lost = new Set(created.map(({ id }) => id).filter((id) => !inserted.has(id)));
  // Another process created those since we looked.
  const others = lost.size === 0 ? known : await readKnown(database, trx, wanted);
  return wanted.map((holder) => {
    const id = found.get(holder);
    const one = id === undefined || lost.has(id) ? others.find(holder)?.id : id;
    if (one === undefined) throw new Error('a holder that conflicts with a new one can be found by its key');
    return one;
  });
}

/** Holders by what names them. */
class KnownHolders {
  readonly #byExternalId = new Map<string, HolderRow>();
  readonly #byEmail = new Map<string, HolderRow>();

  /** Several holders with an external id each may share one address: the first of them answers to it, always. */
  add(row: HolderRow): void {
    if (row.externalId !== null) this.#byExternalId.set(row.externalId, row);
    if (row.emailKey !== null && !this.#byEmail.has(row.emailKey)) this.#byEmail.set(row.emailKey, row);
  }

  find(key: HolderKey): HolderRow | undefined {
    const externalId = externalIdKey(key.externalId);
    return externalId === null
      ? this.#byEmail.get(emailKey(key.email) ?? '')
      : this.#byExternalId.get(externalId);
  }
}

async function readKnown(
  { bulk }: SqlDatabase,
  reader: Reader,
  keys: readonly HolderKey[],
): Promise<KnownHolders> {
  const externalIds = new Set<string>();
  const emails = new Set<string>();
  for (const key of keys) {
    const [externalId, email] = [externalIdKey(key.externalId), emailKey(key.email)];
    if (externalId !== null) externalIds.add(externalId);
    else if (email !== null) emails.add(email);
  }
  const known = new KnownHolders();
  // By address first: who is added first answers to it.
  for (const [column, values] of [['emailKey', emails] as const, ['externalId', externalIds] as const]) {
    if (values.size === 0) continue;
    const query = reader
      .selectFrom('holders')
      .selectAll()
      .where(bulk.isOneOf(sql.ref(column), [...values]));
    for (const row of await query.orderBy('seq').execute()) known.add(row);
  }
  return known;
}

function newHolder(holder: HolderKey & { name: string }, now: Date): HolderRow {
  const email = emailKey(holder.email);
  return {
    id: newRowId(),
    externalId: externalIdKey(holder.externalId),
    email: email === null ? null : (holder.email ?? null),
    emailKey: email,
    name: holder.name,
    createdAt: storedTime(now),
  };
}

/** External ids first: whoever is named by an address alone may be one of them. */
function inOrderOfKeys(a: HolderKey, b: HolderKey): number {
  const [key, other] = [a, b].map(({ externalId, email }) => {
    const id = externalIdKey(externalId);
    return id === null ? `1 ${emailKey(email) ?? ''}` : `0 ${id}`;
  }) as [string, string];
  return key < other ? -1 : key > other ? 1 : 0;
}

/** Blank is absent: otherwise everyone with an empty cell in a roster would be one person. */
function externalIdKey(externalId: string | undefined): string | null {
  return externalId === undefined || externalId.trim() === '' ? null : externalId;
}

function emailKey(email: string | undefined): string | null {
  return email?.trim().toLowerCase() || null;
}

function readHolder(row: HolderRow): HolderRecord {
  const { id, externalId, email, name, createdAt } = row;
  return { id, externalId, email, name, createdAt: readTime(createdAt) };
}
