import { AppError } from '../model/problem.ts';
import { openPostgresStore } from './engines/postgres.ts';
import { openSqliteStore } from './engines/sqlite.ts';
import type { StoreOptions } from './sql-database.ts';
import type { Store } from './store.ts';

/** Every engine there is, by the scheme of its database URL. A new engine is one file and one line here. */
const ENGINES: Record<string, (databaseUrl: string, options: StoreOptions) => Promise<Store>> = {
  sqlite: (databaseUrl, options) => openSqliteStore(databaseUrl.slice('sqlite:'.length), options),
  postgres: openPostgresStore,
  postgresql: openPostgresStore,
};

/** `sqlite:/path`, a bare path (SQLite too), `postgres://…` or `postgresql://…`. Run `migrate` on what it gives. */
export async function openStore(databaseUrl: string, options: StoreOptions = {}): Promise<Store> {
  // A scheme has two letters or more: `C:\data` is a path.
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(databaseUrl)?.[1]?.toLowerCase();
  if (scheme === undefined) return openSqliteStore(databaseUrl, options);
  const open = ENGINES[scheme];
  if (!open)
    throw new AppError(
      'CONFIG_INVALID',
      `The database URL must begin with one of: ${Object.keys(ENGINES).join(', ')}.`,
    );
  return open(databaseUrl, options);
}
