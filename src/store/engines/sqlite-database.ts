import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import type { SqlDatabase } from '../sql-database.ts';
import type { Tables } from '../tables.ts';
import { sqliteBulk } from './sqlite-bulk.ts';
import { type SqliteStatements, statementsOf } from './sqlite-statements.ts';

/** How long one process waits for another's write before it gives up. */
const BUSY_TIMEOUT_MS = 10_000;

/** One connection to the database in this file, which is created, with its folder, if it is missing. */
export function openSqliteDatabase(path: string): Pick<SqlDatabase, 'engine' | 'db' | 'bulk'> {
  const database = openDatabase(path);
  const statements = statementsOf(database);
  const dialect = new ImmediateSqliteDialect(database, statements);
  return {
    engine: 'sqlite',
    db: new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] }),
    bulk: sqliteBulk(statements),
  };
}

function openDatabase(path: string): Database.Database {
  if (path !== ':memory:') createPrivateFile(path);
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  database.pragma('journal_mode = WAL');
  // In WAL mode NORMAL would lose the last transactions to a power cut, although they were reported as done.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // Room for what a batch changes at once (64 MB), and as much of it in the log before it is copied into the database:
  // the pages that every chunk changes again are then copied once for many chunks.
  database.pragma('cache_size = -64000');
  database.pragma('wal_autocheckpoint = 16000');
  return database;
}

/** SQLite gives its -wal and -shm files the mode of the database: names and addresses are for the owner only. */
function createPrivateFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database.Database;
  readonly #statements: SqliteStatements;

  constructor(database: Database.Database, statements: SqliteStatements) {
    super({ database: statements });
    this.#database = database;
    this.#statements = statements;
  }

  override createDriver(): ImmediateSqliteDriver {
    return new ImmediateSqliteDriver(this.#database, this.#statements);
  }

  override createAdapter(): TransactionalSqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/**
 * Takes the write lock at the beginning. A deferred transaction takes it at its first write, and if another process
 * wrote in between, SQLite answers "busy" at once instead of waiting.
 *
 * It waits for the lock itself, because SQLite's own waiting stops the whole process meanwhile, and asks so seldom
 * (every 100 ms in the end) that a process that writes without a pause would never let another in.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database, statements: SqliteStatements) {
    super({ database: statements });
    this.#database = database;
  }

  override async beginTransaction(): Promise<void> {
    const deadline = Date.now() + BUSY_TIMEOUT_MS;
    while (!this.#tryBegin(Date.now() > deadline)) await wait(1 + 4 * Math.random());
  }

  #tryBegin(isLastTry: boolean): boolean {
    this.#database.pragma('busy_timeout = 0');
    try {
      this.#database.exec('begin immediate');
      return true;
    } catch (error) {
      if (isLastTry || !isBusy(error)) throw error;
      return false;
    } finally {
      this.#database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/** SQLite can create tables in a transaction; saying so lets the migrator run in one, behind the write lock. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
