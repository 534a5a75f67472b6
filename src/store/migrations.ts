import { Migrator } from 'kysely/migration';
import { createBatches } from './migrations/batches.ts';
import { createInitialSchema } from './migrations/initial-schema.ts';
import { createMails } from './migrations/mails.ts';
import type { SqlDatabase } from './sql-database.ts';

/**
 * Runs what is missing, all in one transaction and behind a lock (PostgreSQL: advisory; SQLite: its write lock), so
 * that a second process waits and then finds nothing to do. A name that is published here is never changed again.
 */
export async function migrateToLatest({ engine, db }: SqlDatabase): Promise<void> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: {
      getMigrations: async () => ({
        '0001-initial-schema': { up: (trx) => createInitialSchema(trx, engine) },
        '0002-batches': { up: (trx) => createBatches(trx, engine) },
        '0005-mails': { up: (trx) => createMails(trx, engine) },
      }),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
