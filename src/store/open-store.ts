import { openSqliteStore } from './engines/sqlite.ts';
import { type Engines, openWith } from './open-engine.ts';
import type { StoreOptions } from './sql-database.ts';
import type { Store } from './store.ts';

const ENGINES: Engines<[options: StoreOptions], Store> = {
  sqlite: openSqliteStore,
  // Its packages are loaded where there is a PostgreSQL to talk to.
  postgres: async (url, options) => (await import('./engines/postgres.ts')).openPostgresStore(url, options),
};

/** The store at this database URL (`openWith` says which there are). Run `migrate` on what it gives. */
export function openStore(databaseUrl: string, options: StoreOptions = {}): Promise<Store> {
  return openWith(ENGINES, databaseUrl, options);
}
