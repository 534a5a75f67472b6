import type { Kysely } from 'kysely';
import { type MigrationResultSet, Migrator } from 'kysely/migration';
import { createAuditCheckpoints } from './migrations/audit-checkpoints.ts';
import { createBatches } from './migrations/batches.ts';
import { allowCrosswalks } from './migrations/crosswalks.ts';
import { createInForce } from './migrations/in-force.ts';
import { createInitialSchema } from './migrations/initial-schema.ts';
import { createMails } from './migrations/mails.ts';
import { createRecognitions } from './migrations/recognitions.ts';
import { createRecords } from './migrations/records.ts';
import { createSigningKeys } from './migrations/signing-keys.ts';
import { indexCredentialsByStanding } from './migrations/standings.ts';
import { indexIssuancesByAchievement } from './migrations/transparency.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { Tables } from './tables.ts';

/** Where to migrate: a database, or a transaction that the schema is to be a part of. */
type Place = Pick<SqlDatabase, 'engine'> & { db: Kysely<Tables> };

/**
 * Runs what is missing, all in one transaction and behind a lock (PostgreSQL: advisory; SQLite: its write lock), so
 * that a second process waits and then finds nothing to do. A name that is published here is never changed again.
 */
export async function migrateToLatest(place: Place): Promise<void> {
  finish(await createMigrator(place).migrateToLatest());
}

/** The same up to the migration with this name, so that what an older version wrote finds its own schema. */
export async function migrateUpTo(place: Place, name: string): Promise<void> {
  finish(await createMigrator(place).migrateTo(name));
}

/** The names of all migrations that this version knows, and of those that the database has, each in their order. */
export async function listMigrations(place: Place): Promise<{ known: string[]; applied: string[] }> {
  const all = await createMigrator(place).getMigrations();
  return {
    known: all.map(({ name }) => name),
    applied: all.filter(({ executedAt }) => executedAt !== undefined).map(({ name }) => name),
  };
}

function createMigrator({ engine, db }: Place): Migrator {
  return new Migrator({
    db: db.withoutPlugins(),
    provider: {
      getMigrations: async () => ({
        '0001-initial-schema': { up: (trx) => createInitialSchema(trx, engine) },
        '0002-batches': { up: (trx) => createBatches(trx, engine) },
        '0003-in-force': { up: (trx) => createInForce(trx, engine) },
        '0004-audit-checkpoints': { up: (trx) => createAuditCheckpoints(trx, engine) },
        '0005-mails': { up: (trx) => createMails(trx, engine) },
        '0006-signing-keys': { up: (trx) => createSigningKeys(trx, engine) },
        '0007-recognitions': { up: (trx) => createRecognitions(trx, engine) },
        '0008-records': { up: (trx) => createRecords(trx, engine) },
        '0009-crosswalks': { up: (trx) => allowCrosswalks(trx, engine) },
        '0010-transparency': { up: indexIssuancesByAchievement },
        '0011-standings': { up: indexCredentialsByStanding },
      }),
    },
  });
}

function finish({ error }: MigrationResultSet): void {
  if (error) throw error;
}
