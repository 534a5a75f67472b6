import { readCredential, selectCredentials } from './credentials.ts';
import type { RecordStore } from './record-store.ts';
import type { SqlDatabase } from './sql-database.ts';

export function fullRecords({ db }: SqlDatabase): RecordStore {
  return {
    async findFullOfRecord(recordId) {
      const row = await db
        .selectFrom('records')
        .select('fullId')
        .where('credentialId', '=', recordId)
        .executeTakeFirst();
      return row?.fullId ?? null;
    },

    async listRecordsOfFull(fullId) {
      const rows = await selectCredentials(db)
        .innerJoin('records', 'records.credentialId', 'credentials.id')
        .where('records.fullId', '=', fullId)
        .orderBy('credentials.recordedAt', 'desc')
        .orderBy('credentials.seq', 'desc')
        .execute();
      return rows.map(readCredential);
    },
  };
}
