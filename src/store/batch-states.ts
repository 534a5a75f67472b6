import type { Transaction, UpdateObject } from 'kysely';
import { appendAuditEvent } from './audit-log.ts';
import { HAS_NO_ISSUANCE, OPEN_OUTCOMES, OUTCOME, selectRows } from './batch-outcomes.ts';
import type { BatchRecord, BatchState } from './batch-store.ts';
import { DRAFT, lockBatch, readBatch } from './batches.ts';
import type { AuditEntry } from './records.ts';
import { inTransaction, type SqlDatabase } from './sql-database.ts';
import type { Store } from './store.ts';
import { storedJson } from './stored-json.ts';
import { storedTime } from './stored-time.ts';
import type { Tables } from './tables.ts';

const CHECKABLE: readonly BatchState[] = ['draft', 'checked', 'approved', 'failed'];

/** From one state to the next: each looks at the state and changes it under one lock. */
export function batchStates(
  database: SqlDatabase,
): Pick<Store, 'beginBatchCheck' | 'finishBatchCheck' | 'approveBatch' | 'moveBatch' | 'beginBatchPhase'> {
  /** Null, and nothing changed, when the batch is not there or not as it `must` be. */
  const change = (
    id: string,
    must: (batch: BatchRecord) => boolean,
    update: (trx: Transaction<Tables>, batch: BatchRecord) => Promise<UpdateObject<Tables, 'batches'>>,
    audit?: AuditEntry,
  ) =>
    inTransaction(database, async (trx) => {
      const batch = await lockBatch(database, trx, id);
      if (batch === null || !must(batch)) return null;
      const changed = await trx
        .updateTable('batches')
        .set(await update(trx, batch))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      const after = readBatch(changed);
      if (audit) await appendAuditEvent(trx, withMove(audit, batch, after));
      return after;
    });

  return {
    beginBatchCheck: (id, settings, _at, audit) =>
      change(
        id,
        ({ state }) => CHECKABLE.includes(state),
        async (trx, { revision }) => {
          await trx.deleteFrom('batchRows').where('batch', '=', id).where(HAS_NO_ISSUANCE).execute();
          return { ...DRAFT, revision: revision + 1, settings: storedJson(settings) };
        },
        audit,
      ),

    finishBatchCheck: (id, revision, report, at, audit) =>
      change(
        id,
        (batch) => batch.state === 'draft' && batch.revision === revision,
        async () => ({ state: 'checked', report: storedJson(report), checkedAt: storedTime(at) }),
        audit,
      ),

    approveBatch: (id, revision, { by, at }, audit) =>
      change(
        id,
        (batch) => batch.state === 'checked' && batch.revision === revision,
        async () => ({ state: 'approved', approvedBy: by, approvedAt: storedTime(at) }),
        audit,
      ),

    moveBatch: (id, from, { state, problem, at }, audit) =>
      change(
        id,
        (batch) => from.includes(batch.state),
        async (_trx, { startedAt }) => ({
          state,
          problem: storedJson(problem),
          ...(state === 'signing' ? { startedAt: storedTime(startedAt ?? at), finishedAt: null } : {}),
          ...(state === 'done' || state === 'failed' ? { finishedAt: storedTime(at) } : {}),
        }),
        audit,
      ),

    // What closes at the same time waits for the batch's row, and is then counted down from what is counted here.
    beginBatchPhase: (id, from, to) =>
      change(
        id,
        ({ state, phase }) => state === 'signing' && phase === from,
        async (trx, { revision }) => {
          const { open } = await selectRows(trx, id, revision)
            .select((eb) => eb.fn.countAll<number>().as('open'))
            .where('batchRows.phase', '=', to)
            .where(OUTCOME, 'in', OPEN_OUTCOMES)
            .executeTakeFirstOrThrow();
          return { phase: to, open };
        },
      ),
  };
}

/** The entry with the state that the batch had and the one that it has; only this transaction knows both. */
function withMove(audit: AuditEntry, before: BatchRecord, after: BatchRecord): AuditEntry {
  const of = ({ state, revision }: BatchRecord) => ({ state, revision });
  return { ...audit, details: { ...audit.details, before: of(before), after: of(after) } };
}
