import { sql, type Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import { changeStandings, lockIssuances } from './change-standings.ts';
import { noticeKeyOf } from './notice-key.ts';
import type { AuditEntry, NewCredential } from './records.ts';
import type { SqlDatabase } from './sql-database.ts';
import { storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

/** A credential that is being recorded, and whose place it takes. */
export interface Successor {
  credentialId: string;
  replaces: string;
  credential: NewCredential;
}

export function predecessorNotInForce(): AppError {
  return new AppError(
    'STANDING_CONFLICT',
    'The credential to be replaced is not in force any more: it was withdrawn or replaced meanwhile.',
  );
}

/** Those whose predecessor is not withdrawn, and stays so until this transaction is over; of two with the same one, the first. */
export async function findReplaceable(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  successors: readonly Successor[],
): Promise<{ due: Successor[]; successors: readonly Successor[] }> {
  if (successors.length === 0) return { due: [], successors };
  const replaced = successors.map(({ replaces }) => replaces);
  await lockIssuances(database, trx, replaced);
  const rows = await trx
    .selectFrom('credentials')
    .select('id')
    .where(database.bulk.isOneOf(sql.ref('id'), replaced))
    .where('standing', '!=', 'revoked')
    .execute();
  const replaceable = new Set(rows.map(({ id }) => id));
  return { due: successors.filter(({ replaces }) => replaceable.delete(replaces)), successors };
}

/**
 * Puts credentials that were just recorded in the place of their predecessors: these are revoked as replaced, and their links
 * lead to the new ones. What was on hold stays on hold. Resolves to which of the new ones have a link by that which is not
 * turned off, and what the audit log is to say of the old ones, after whatever else the transaction does.
 */
export async function takeOver(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  successors: readonly Successor[],
): Promise<{ linked: Set<string>; audit: AuditEntry[] }> {
  if (successors.length === 0) return { linked: new Set(), audit: [] };
  const { bulk } = database;
  const replaced = successors.map(({ replaces }) => replaces);
  const heirs = await findHeirsOnHold(database, trx, successors);
  const revoked = await changeStandings(database, trx, 'revoke', replaced);
  if (revoked.size < replaced.length) throw predecessorNotInForce();
  // Lists of withdrawals before lists of holds, as where places are drawn.
  if (heirs.length > 0) await changeStandings(database, trx, 'suspend', heirs);
  const given = bulk
    .rows(successors.map(({ credentialId, replaces }) => ({ successor: credentialId, replaces })))
    .as('given');
  await trx
    .updateTable('credentials')
    .from(given)
    .set((eb) => ({ replacedBy: eb.ref('given.successor') }))
    .whereRef('credentials.id', '=', 'given.replaces')
    .execute();
  await trx
    .updateTable('shares')
    .from(given)
    .set((eb) => ({ credentialId: eb.ref('given.successor'), inherited: 1 }))
    .whereRef('shares.credentialId', '=', 'given.replaces')
    .execute();
  await recordOrders(database, trx, successors, revoked);
  await closeReviews(database, trx, successors);
  const linked = await trx
    .selectFrom('shares')
    .select('credentialId')
    .where(
      bulk.isOneOf(
        sql.ref('credentialId'),
        successors.map(({ credentialId }) => credentialId),
      ),
    )
    .where('turnedOffAt', 'is', null)
    .execute();
  return {
    linked: new Set(linked.map(({ credentialId }) => credentialId)),
    audit: successors.map(describeTakeOver),
  };
}

/** What was to be looked at is gone; the log says that it was replaced. */
async function closeReviews(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  successors: readonly Successor[],
): Promise<void> {
  const [first] = successors;
  if (first?.credential.replacement === undefined) return;
  const { createdAt, createdBy } = first.credential.replacement;
  await trx
    .updateTable('reviews')
    .set({ closedAt: storedTime(createdAt), closedBy: createdBy, outcome: 'replaced' })
    .where(
      bulk.isOneOf(
        sql.ref('credentialId'),
        successors.map(({ replaces }) => replaces),
      ),
    )
    .where('closedAt', 'is', null)
    .execute();
}

/** For the log of the old credential; without the note and the sentence, in which people write names. */
function describeTakeOver({ credentialId, replaces, credential: { replacement } }: Successor): AuditEntry {
  if (replacement === undefined) throw new Error('what replaces another says why');
  const { createdAt: at, createdBy: actor, id: order, reason } = replacement;
  return {
    at,
    actor,
    action: 'credential-replaced',
    subject: replaces,
    details: { order, reason, by: credentialId },
  };
}

async function findHeirsOnHold(
  database: SqlDatabase,
  trx: Transaction<Tables>,
  successors: readonly Successor[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('credentials')
    .select('id')
    .where(
      database.bulk.isOneOf(
        sql.ref('id'),
        successors.map(({ replaces }) => replaces),
      ),
    )
    .where('standing', '=', 'suspended')
    .execute();
  const onHold = new Set(rows.map(({ id }) => id));
  return successors.filter(({ replaces }) => onHold.has(replaces)).map(({ credentialId }) => credentialId);
}

/** The orders that revoked the predecessors: made and carried out in one. */
async function recordOrders(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  successors: readonly Successor[],
  revoked: ReadonlyMap<string, number>,
): Promise<void> {
  const made = successors.map(({ replaces, credential: { replacement } }) => {
    if (replacement === undefined) throw new Error('what replaces another says why');
    return { replacement, replaces };
  });
  const orders = made.map(({ replacement }) => ({
    ...replacement,
    effectiveAt: storedTime(replacement.effectiveAt),
    createdAt: storedTime(replacement.createdAt),
    state: 'applied' as const,
    credentials: 1,
    changed: 1,
    decidedBy: replacement.createdBy,
    decidedAt: storedTime(replacement.createdAt),
  }));
  const items = made.map(({ replacement, replaces }) => ({
    orderId: replacement.id,
    credentialId: replaces,
    noticeKey: noticeKeyOf(replaces),
    outcome: 'changed' as const,
    change: revoked.get(replaces) ?? null,
  }));
  await bulk.insertNew(trx, 'statusOrders', orders, 'id');
  await bulk.insertNew(trx, 'statusOrderItems', items, 'credentialId');
}
