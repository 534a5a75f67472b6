import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { STATUS_LIST_LENGTH } from '../../model/status-list.ts';
import type { Snapshot, StoreOptions } from '../sql-database.ts';
import { createSqlStore } from '../sql-store.ts';
import type { Store } from '../store.ts';
import type { Tables } from '../tables.ts';
import { postgresBulk } from './postgres-bulk.ts';

export interface PostgresStoreOptions extends StoreOptions {
  /** Connections that this process keeps at most; 10 unless given. */
  maxConnections?: number;
}

const CONNECTION_TIMEOUT_MS = 10_000;

/** Connects when first asked: use `ping` to learn whether the server is there. */
export async function openPostgresStore(url: string, options: PostgresStoreOptions = {}): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    application_name: 'lectern',
    types: { getTypeParser },
  });
  // A connection that breaks is replaced by the pool, and a query that needed it rejects. Without listeners the same
  // event would end the process: `pool` hears it while the connection is idle, the client itself while it is in use.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] });
  return createSqlStore({
    engine: 'postgres',
    db,
    bulk: postgresBulk,
    beginSnapshot: () => beginSnapshot(db),
    statusListLength: options.statusListLength ?? STATUS_LIST_LENGTH,
  });
}

async function beginSnapshot(db: Kysely<Tables>): Promise<Snapshot> {
  const trx = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  return {
    db: trx,
    async end() {
      await trx.rollback().execute();
    },
  };
}

/** bigint comes as text by default. Ours are row numbers, which a double holds exactly. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');
