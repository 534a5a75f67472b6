import { setImmediate } from 'node:timers/promises';
import type { Examination } from '../../model/examination.ts';
import { AppError } from '../../model/problem.ts';
import { didWebOf } from '../../proof/did-url.ts';
import { hashStoredEvent } from '../../store/audit-chain.ts';
import { type ChainStart, EMPTY_CHAIN } from '../audit/check-chain.ts';
import { type CheckpointKeys, ownCheckpointKeys } from '../audit/checkpoint-keys.ts';
import { openAuditLog } from '../audit/read-audit-log.ts';
import { type AuditLogSource, type AuditReport, verifyAudit } from '../audit/verify-audit.ts';
import type { Issuing } from '../issuing.ts';
import { failing, ok } from './outcomes.ts';

const SUBJECT = 'audit log';
const MOST_NAMED = 3;

/** A checkpoint that agreed with a log that was whole up to it. */
export type AuditPosition = Required<ChainStart>;

/**
 * Follows the audit log from `known`, or the whole of it; where the log is not any more what it was there, the whole of it too.
 * `position` is where the next look may begin. The process serves meanwhile. Rejects with the signal's reason.
 */
export async function examineAudit(
  issuing: Issuing,
  known: AuditPosition | null,
  signal?: AbortSignal,
): Promise<{ examination: Examination; position: AuditPosition | null }> {
  const { store } = issuing;
  const keys = await readKeys(issuing);
  const start = known !== null && keys !== null && (await stillHas(store, known)) ? known : EMPTY_CHAIN;
  const report = await verifyAudit(unhurried(await openAuditLog(store, start), signal), { keys, start });
  if (!report.isWhole) return { examination: failing(SUBJECT, describeFindings(report)), position: null };
  const { events, last } = report;
  const signed = keys === null ? ', signatures not checked because the keys are away' : '';
  const detail =
    start === EMPTY_CHAIN
      ? `whole: ${events} events${signed}`
      : `whole up to event ${last?.seq ?? 0}, of which ${events} are new${signed}`;
  const found = keys === null ? null : await findPosition(store, report);
  return { examination: ok(SUBJECT, detail), position: found ?? (start === known ? known : null) };
}

/** Null while the keys are away, which fails an examination of its own. */
async function readKeys({ signers, publicUrl }: Issuing): Promise<CheckpointKeys | null> {
  try {
    return await ownCheckpointKeys(signers, didWebOf(publicUrl));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function stillHas(store: Issuing['store'], { seq, hash }: AuditPosition): Promise<boolean> {
  const [event] = await store.listStoredAudit({ after: seq - 1, limit: 1 });
  return event?.seq === seq && event.hash === hash && hashStoredEvent(event) === hash;
}

async function findPosition(
  store: Issuing['store'],
  { lastCheckpoint }: AuditReport,
): Promise<AuditPosition | null> {
  if (lastCheckpoint === null) return null;
  const [event] = await store.listStoredAudit({ after: lastCheckpoint.seq - 1, limit: 1 });
  return event?.seq === lastCheckpoint.seq
    ? { seq: event.seq, hash: event.hash, checkpoint: lastCheckpoint.number }
    : null;
}

/** An embedded database answers without a pause, so one is made after each page, for the requests that wait. */
function unhurried({ counter, pages }: AuditLogSource, signal: AbortSignal | undefined): AuditLogSource {
  async function* withPauses() {
    for await (const page of pages) {
      yield page;
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
  return { counter, pages: withPauses() };
}

/** Details of findings name events by number, and nobody. */
function describeFindings({ findings, unlisted }: AuditReport): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const named = errors.slice(0, MOST_NAMED).map(({ detail }) => detail);
  const more = errors.length - named.length + unlisted;
  return `${named.join(' ')}${more > 0 ? ` And ${more} more.` : ''} \`lectern audit verify\` says all.`;
}
