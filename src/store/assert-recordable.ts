import { sql, type Transaction } from 'kysely';
import { AppError } from '../model/problem.ts';
import type { NewCredential } from './records.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/**
 * Nothing that a revoked key signed is recorded: a key may be revoked between a signature and its record. Whoever revokes waits for
 * those who record, so that what is found signed by the key afterwards is all. Rejects with AppError KEY_UNAVAILABLE: the same
 * issuance is signed again by the next key.
 */
export async function assertKeysInForce(
  { bulk, engine }: SqlDatabase,
  trx: Transaction<Tables>,
  credentials: readonly NewCredential[],
): Promise<void> {
  const keys = [...new Set(credentials.flatMap(({ signedBy }) => signedBy ?? []))];
  if (keys.length === 0) return;
  const query = trx
    .selectFrom('signingKeys')
    .select('revokedAt')
    .where(bulk.isOneOf(sql.ref('publicKey'), keys))
    .orderBy('seq');
  // Any number may record at the same time; only whoever revokes waits.
  const rows = await (engine === 'postgres' ? query.forShare() : query).execute();
  if (rows.some(({ revokedAt }) => revokedAt !== null))
    throw new AppError('KEY_UNAVAILABLE', 'The key was revoked while it signed.');
}

/** Rejects with AppError STANDING_CONFLICT when what is renewed is not in force any more. */
export async function assertRenewable(
  { bulk }: SqlDatabase,
  trx: Transaction<Tables>,
  renews: string | null,
): Promise<void> {
  if (renews === null) return;
  const issuance = trx.selectFrom('issuances').select('seq').where('credentialId', '=', renews);
  await bulk.locking(issuance).execute();
  const row = await trx
    .selectFrom('credentials')
    .select('standing')
    .where('id', '=', renews)
    .executeTakeFirst();
  if (row?.standing !== 'in-force')
    throw new AppError('STANDING_CONFLICT', 'The credential to be renewed is not in force any more.');
}
