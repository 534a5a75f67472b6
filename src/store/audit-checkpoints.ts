import type { Selectable } from 'kysely';
import type { AuditCheckpointsTable } from './audit-tables.ts';
import type { AuditCheckpoint } from './records.ts';
import { inTransaction, type Reader, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { readTime, storedTime } from './stored-time.ts';

export function auditCheckpoints(
  database: SqlDatabase,
): Pick<Store, 'saveAuditCheckpoint' | 'lastAuditCheckpoint' | 'listAuditCheckpoints'> {
  return {
    saveAuditCheckpoint: (checkpoint, replaces) =>
      inTransaction(database, async (trx) => {
        // Whoever holds the head alone sees the last checkpoint, and nothing is appended meanwhile.
        await database.bulk.locking(trx.selectFrom('auditHead').select('seq')).execute();
        const last = await readLast(trx);
        const isNext =
          (last?.number ?? 0) === replaces &&
          checkpoint.number === replaces + 1 &&
          checkpoint.seq > (last?.seq ?? 0);
        if (!isNext) return false;
        const named = await trx
          .selectFrom('auditEvents')
          .select('hash')
          .where('seq', '=', checkpoint.seq)
          .executeTakeFirst();
        if (named?.hash !== checkpoint.hash) return false;
        await trx
          .insertInto('auditCheckpoints')
          .values({ ...checkpoint, at: storedTime(checkpoint.at) })
          .execute();
        return true;
      }),

    lastAuditCheckpoint: () => readLast(database.db),

    async listAuditCheckpoints({ after = 0, limit }) {
      const rows = await database.db
        .selectFrom('auditCheckpoints')
        .selectAll()
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(readCheckpoint);
    },
  };
}

async function readLast(reader: Reader): Promise<AuditCheckpoint | null> {
  const row = await reader
    .selectFrom('auditCheckpoints')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? readCheckpoint(row) : null;
}

function readCheckpoint(row: Selectable<AuditCheckpointsTable>): AuditCheckpoint {
  return { ...row, at: readTime(row.at) };
}
