import { sql } from 'kysely';
import { achievements } from './achievements.ts';
import { auditCheckpoints } from './audit-checkpoints.ts';
import { auditLog } from './audit-log.ts';
import { awardCounts } from './award-counts.ts';
import { batchRows } from './batch-rows.ts';
import { batchStates } from './batch-states.ts';
import { batches } from './batches.ts';
import { closeBatchIssuances } from './close-batch.ts';
import { credentials } from './credentials.ts';
import { expiring } from './expiring.ts';
import { findBatchOfCredential } from './find-batch-of-credential.ts';
import { findCredentials } from './find-credentials.ts';
import { fullRecords } from './full-records.ts';
import { holders } from './holders.ts';
import { holdings } from './holdings.ts';
import { issuances } from './issuances.ts';
import { issuers } from './issuers.ts';
import { mails } from './mails.ts';
import { migrateToLatest } from './migrations.ts';
import { notices } from './notices.ts';
import { published } from './published.ts';
import { readDatabaseTime } from './read-database-time.ts';
import { readSnapshot } from './read-snapshot.ts';
import { receivedRecognitions } from './received-recognitions.ts';
import { recognitions } from './recognitions.ts';
import { reserveBatchIssuances } from './reserve-batch.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import { reviews } from './reviews.ts';
import { rosterMappings } from './roster-mappings.ts';
import { shares } from './shares.ts';
import { signingKeys } from './signing-keys.ts';
import type { SqlDatabase } from './sql-database.ts';
import { statusLists } from './status-lists.ts';
import { statusOrders } from './status-orders.ts';
import type { Store } from './store.ts';
import { tokens } from './tokens.ts';

/** The Store over SQL, the same for both engines; each part keeps the promises of its subject. */
export function createSqlStore(database: SqlDatabase): Store {
  return {
    engine: database.engine,
    migrate: () => migrateToLatest(database),
    close: () => database.db.destroy(),
    ping: async () => {
      await sql`select 1`.execute(database.db);
    },
    now: () => readDatabaseTime(database),
    ...issuers(database),
    ...published(database),
    ...achievements(database),
    ...awardCounts(database),
    ...holders(database),
    ...issuances(database),
    ...batches(database),
    ...batchStates(database),
    ...batchRows(database),
    reserveBatchIssuances: (batch, intents, audit) => reserveBatchIssuances(database, batch, intents, audit),
    closeBatchIssuances: (batch, closings, audit) => closeBatchIssuances(database, batch, closings, audit),
    ...holdings(database),
    ...rosterMappings(database),
    ...credentials(database),
    ...expiring(database),
    ...mails(database),
    ...shares(database),
    ...fullRecords(database),
    ...statusLists(database),
    ...statusOrders(database),
    ...notices(database),
    ...findCredentials(database),
    ...reviews(database),
    ...signingKeys(database),
    ...recognitions(database),
    ...receivedRecognitions(database),
    ...tokens(database),
    ...auditLog(database),
    ...auditCheckpoints(database),
    findBatchOfCredential: (credentialId) => findBatchOfCredential(database, credentialId),
    openSnapshot: () => readSnapshot(database),
    restoreSnapshot: (migrations, rows, audit) => restoreSnapshot(database, migrations, rows, audit),
  };
}
