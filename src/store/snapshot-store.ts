import type { AuditEntry } from './records.ts';

/** The part of the Store port that backups need. What `Store` says of durability and concurrency holds here too. */
export interface SnapshotStore {
  /**
   * Everything that is in the store at this moment, whatever others write while it is read; nobody waits for it. Jobs are
   * left out, because `forwardBatches` finds the work again by the batches. To be closed, read to its end or not.
   */
  openSnapshot(): Promise<StoreSnapshot>;

  /**
   * Fills an empty store, whether it was migrated or not, in one transaction: the schema as it was when the rows were
   * read, the rows, then the migrations that have come since. Status lists that were open are closed: the instance that
   * the rows come from may have given out more of their indices afterwards, and an index is never given out twice.
   *
   * `unchanged` when the last thing that happened to the store is this very audit entry (action, subject, `sha256`).
   * Rejects with AppError CONFIG_INVALID when the store is not empty or when a migration is not known here, and
   * BACKUP_INVALID when rows do not fit the schema or each other.
   */
  restoreSnapshot(
    migrations: readonly string[],
    rows: AsyncIterable<SnapshotRow>,
    audit: AuditEntry & { details: { sha256: string } },
  ): Promise<'restored' | 'unchanged'>;
}

export interface StoreSnapshot {
  /** Names of the migrations that its schema has. */
  migrations: string[];
  /** How many rows there are, by table. */
  counts: Record<string, number>;
  /** In an order in which they can be inserted again. To be read once. */
  rows: AsyncIterable<SnapshotRow>;
  close(): Promise<void>;
}

/** A row as it is stored: columns in camelCase, text and integers. */
export interface SnapshotRow {
  table: string;
  row: Record<string, string | number | null>;
}
