import { type Selectable, sql, type Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import { appendAuditEvent } from './audit-log.ts';
import { changeStandings, lockSuccessors } from './change-standings.ts';
import { noticeKeyOf } from './notice-key.ts';
import type { AuditEntry } from './records.ts';
import { inTransaction, type Reader, type SqlDatabase } from './sql-database.ts';
import type { StatusOrder } from './standing-store.ts';
import type { StatusOrdersTable } from './status-tables.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

type Part = Pick<
  Store,
  | 'openStatusOrder'
  | 'applyStatusOrder'
  | 'cancelStatusOrder'
  | 'getStatusOrder'
  | 'listStatusOrders'
  | 'listStatusOrderItems'
  | 'listChangesOfCredential'
>;
type Audit = (changed: readonly string[]) => AuditEntry;

/** What was ordered about credentials in force: kept for ever, carried out once. */
export function statusOrders(database: SqlDatabase): Part {
  const { db } = database;
  const settle = async (
    trx: Transaction<Tables>,
    id: string,
    state: 'applied' | 'cancelled',
    decided: { by: string; at: Date },
  ) =>
    // Of two callers the second waits for the first one's row, and finds it settled.
    trx
      .updateTable('statusOrders')
      .set({ state, decidedBy: decided.by, decidedAt: storedTime(decided.at) })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .returningAll()
      .executeTakeFirst();

  async function apply(
    trx: Transaction<Tables>,
    id: string,
    decided: { by: string; at: Date },
    audit: Audit,
  ): Promise<StatusOrder | null> {
    const order = await settle(trx, id, 'applied', decided);
    if (order === undefined) return null;
    const items = await trx
      .selectFrom('statusOrderItems')
      .select('credentialId')
      .where('orderId', '=', id)
      .execute();
    const named = items.map(({ credentialId }) => credentialId);
    const heirs = await lockSuccessors(database, trx, named);
    await insertItems(database, trx, id, heirs);
    const changed = await changeStandings(database, trx, order.action, [...named, ...heirs]);
    await trx
      .updateTable('statusOrderItems')
      .set({ outcome: 'unchanged' })
      .where('orderId', '=', id)
      .execute();
    await noteChanges(database, trx, id, changed);
    await trx.updateTable('statusOrders').set({ changed: changed.size }).where('id', '=', id).execute();
    await appendAuditEvent(trx, audit([...changed.keys()]));
    return readOrder({ ...order, changed: changed.size });
  }

  return {
    openStatusOrder: (order, credentialIds, options, audit) =>
      inTransaction(database, async (trx) => {
        const ids = [...new Set(credentialIds)];
        await assertThere(database, trx, ids);
        const opened = await insertOrder(database, trx, order, ids);
        if (options.apply)
          return (await apply(trx, order.id, { by: order.createdBy, at: order.createdAt }, audit)) ?? opened;
        await appendAuditEvent(trx, audit([]));
        return opened;
      }),

    applyStatusOrder: (id, decided, audit) =>
      inTransaction(database, (trx) => apply(trx, id, decided, audit)),

    cancelStatusOrder: (id, decided, audit) =>
      inTransaction(database, async (trx) => {
        const order = await settle(trx, id, 'cancelled', decided);
        if (order === undefined) return null;
        await appendAuditEvent(trx, audit);
        return readOrder(order);
      }),

    async getStatusOrder(id) {
      const row = await db.selectFrom('statusOrders').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? readOrder(row) : null;
    },

    async listStatusOrders({ after, limit, state }) {
      let query = db.selectFrom('statusOrders').selectAll().orderBy('seq', 'desc').limit(limit);
      if (state !== undefined) query = query.where('state', '=', state);
      if (after !== undefined)
        query = query.where('seq', '<', (eb) =>
          eb.selectFrom('statusOrders as last').select('last.seq').where('last.id', '=', after),
        );
      return (await query.execute()).map(readOrder);
    },

    async listStatusOrderItems(id, { after, limit }) {
      let query = db
        .selectFrom('statusOrderItems')
        .select(['credentialId', 'outcome'])
        .where('orderId', '=', id)
        .orderBy('credentialId')
        .limit(limit);
      if (after !== undefined) query = query.where('credentialId', '>', after);
      return query.execute();
    },

    listChangesOfCredential: (credentialId) => listChanges(db, credentialId),
  };
}

async function noteChanges(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  id: string,
  changed: ReadonlyMap<string, number>,
): Promise<void> {
  if (changed.size === 0) return;
  const given = [...changed].map(([credential, change]) => ({ credential, change }));
  await trx
    .updateTable('statusOrderItems')
    .from(bulk.rows(given).as('given'))
    .set({ outcome: 'changed', change: sql<number>`cast(given.change as integer)` })
    .where('orderId', '=', id)
    .whereRef('statusOrderItems.credentialId', '=', 'given.credential')
    .execute();
}

async function insertOrder(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  order: Parameters<Store['openStatusOrder']>[0],
  ids: readonly string[],
): Promise<StatusOrder> {
  const row = await trx
    .insertInto('statusOrders')
    .values({
      ...order,
      effectiveAt: storedTime(order.effectiveAt),
      createdAt: storedTime(order.createdAt),
      state: 'waiting',
      credentials: ids.length,
      changed: 0,
      decidedBy: null,
      decidedAt: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await insertItems({ bulk }, trx, order.id, ids);
  return readOrder(row);
}

async function insertItems(
  { bulk }: Pick<SqlDatabase, 'bulk'>,
  trx: Transaction<Tables>,
  orderId: string,
  ids: readonly string[],
): Promise<void> {
  const items = ids.map((credentialId) => ({
    orderId,
    credentialId,
    noticeKey: noticeKeyOf(credentialId),
    outcome: null,
    change: null,
  }));
  await bulk.insertNew(trx, 'statusOrderItems', items, 'credentialId');
}

async function assertThere({ bulk }: SqlDatabase, trx: Transaction<Tables>, ids: readonly string[]) {
  const { count } = await trx
    .selectFrom('credentials')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(bulk.isOneOf(sql.ref('id'), ids))
    .executeTakeFirstOrThrow();
  if (Number(count) < ids.length)
    throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential, or one of them is not there.');
}

async function listChanges(reader: Reader, credentialId: string): Promise<StatusOrder[]> {
  const rows = await reader
    .selectFrom('statusOrders')
    .innerJoin('statusOrderItems', 'statusOrderItems.orderId', 'statusOrders.id')
    .selectAll('statusOrders')
    .where('statusOrderItems.credentialId', '=', credentialId)
    .where('statusOrderItems.outcome', '=', 'changed')
    .orderBy('statusOrderItems.change')
    .execute();
  return rows.map(readOrder);
}

function readOrder(row: Selectable<StatusOrdersTable>): StatusOrder {
  const { seq: _, ...order } = row;
  return {
    ...order,
    effectiveAt: readTime(row.effectiveAt),
    createdAt: readTime(row.createdAt),
    decidedAt: readTime(row.decidedAt),
  };
}
