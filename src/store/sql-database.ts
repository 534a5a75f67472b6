import type { Kysely, Transaction } from 'kysely';
import type { BulkSql } from './bulk-sql.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** An opened engine, as `sql-store` and its parts need it. */
export interface SqlDatabase {
  readonly engine: Store['engine'];
  readonly db: Kysely<Tables>;
  readonly bulk: BulkSql;
  /** A transaction of its own that only reads, all of it at one moment, and holds nobody up. */
  beginSnapshot(): Promise<Snapshot>;
  /** Entries in a status list that is opened from now on; lists that exist keep theirs. */
  readonly statusListLength: number;
}

export interface Snapshot {
  readonly db: Transaction<Tables>;
  end(): Promise<void>;
}

/** What an engine's opening function takes besides where the database is. */
export interface StoreOptions {
  /** 131,072 unless given: the least that Bitstring Status List allows. Only tests want another. */
  statusListLength?: number;
}

export type Reader = Kysely<Tables> | Transaction<Tables>;

/**
 * One transaction: all of `change` or nothing. Every change takes its locks in the same order, so two never wait for each
 * other in a circle: the issuances that it is about, then the batch and its rows, new holders by their keys, holders by
 * their ids, status lists by their issuers, the audit head. Read committed is asked for by name because `on conflict do
 * nothing` followed by a look at the row that was there needs it, whatever the server's default.
 */
export function inTransaction<T>(
  { db }: Pick<SqlDatabase, 'db'>,
  change: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().setIsolationLevel('read committed').execute(change);
}
