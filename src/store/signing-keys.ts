import type { Insertable, Selectable, Transaction } from 'kysely';
import { appendAuditEvent } from './audit-log.ts';
import type { SigningKeysTable } from './issuer-tables.ts';
import type { SigningKey } from './key-store.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

export function signingKeys(
  database: SqlDatabase,
): Pick<Store, 'addSigningKeys' | 'listSigningKeys' | 'endSigningKey'> {
  const add = (trx: Transaction<Tables>, keys: readonly SigningKey[]) =>
    database.bulk.insertNew(trx, 'signingKeys', keys.map(keyRow), 'publicKey');
  return {
    addSigningKeys: (keys, audit) =>
      inTransaction(database, async (trx) => {
        const { size } = await add(trx, keys);
        if (size > 0) await appendAuditEvent(trx, audit);
        return size;
      }),

    async listSigningKeys(controller) {
      const rows = await database.db
        .selectFrom('signingKeys')
        .selectAll()
        .where('controller', '=', controller)
        .orderBy('signsFrom', 'desc')
        .orderBy('seq', 'desc')
        .execute();
      return rows.map(readKey);
    },

    endSigningKey: (publicKey, { at, how, successor }, audit) =>
      inTransaction(database, async (trx) => {
        const time = storedTime(at);
        const open = trx
          .updateTable('signingKeys')
          .set((eb) => ({
            retiredAt: eb.fn.coalesce('retiredAt', eb.val(time)),
            ...(how === 'expires' ? { expiresAt: time } : {}),
            ...(how === 'revoked' ? { revokedAt: time } : {}),
          }))
          .where('publicKey', '=', publicKey)
          .where('revokedAt', 'is', null);
        const ended = await (how === 'retired' ? open.where('retiredAt', 'is', null) : open)
          .returningAll()
          .executeTakeFirst();
        if (ended === undefined) return null;
        if (successor) await add(trx, [successor]);
        await appendAuditEvent(trx, audit);
        return readKey(ended);
      }),
  };
}

function keyRow(key: SigningKey): Insertable<SigningKeysTable> {
  return {
    publicKey: key.publicKey,
    controller: key.controller,
    createdAt: storedTime(key.createdAt),
    signsFrom: storedTime(key.signsFrom),
    retiredAt: storedTime(key.retiredAt),
    expiresAt: storedTime(key.expiresAt),
    revokedAt: storedTime(key.revokedAt),
  };
}

function readKey({ seq: _, ...row }: Selectable<SigningKeysTable>): SigningKey {
  return {
    ...row,
    createdAt: readTime(row.createdAt),
    signsFrom: readTime(row.signsFrom),
    retiredAt: readTime(row.retiredAt),
    expiresAt: readTime(row.expiresAt),
    revokedAt: readTime(row.revokedAt),
  };
}
