import { STATUS_LIST_LENGTH } from '../../model/status-list.ts';
import type { StoreOptions } from '../sql-database.ts';
import { createSqlStore } from '../sql-store.ts';
import type { Store } from '../store.ts';
import { openSqliteDatabase } from './sqlite-database.ts';
import { beginSqliteSnapshot } from './sqlite-snapshot.ts';

/** Opens the database in this file, which is created, with its folder, if it is missing. */
export async function openSqliteStore(path: string, options: StoreOptions = {}): Promise<Store> {
  return createSqlStore({
    ...openSqliteDatabase(path),
    beginSnapshot: () => beginSqliteSnapshot(path),
    statusListLength: options.statusListLength ?? STATUS_LIST_LENGTH,
  });
}
