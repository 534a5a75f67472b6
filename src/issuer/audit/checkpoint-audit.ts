import { AppError } from '../../model/problem.ts';
import type { AuditCheckpoint } from '../../store/records.ts';
import { type Issuing, requireIssuer } from '../issuing.ts';
import { EMPTY_CHAIN } from './check-chain.ts';
import { signCheckpoint } from './checkpoint-statement.ts';
import { readEvents } from './read-audit-log.ts';
import { verifyAudit } from './verify-audit.ts';

/** Whoever is overtaken so often finds a checkpoint that covers what it wanted to cover. */
const MOST_TRIES = 5;

/**
 * Signs where the audit log stands, with the key of the instance's own issuer, when events were appended since the last
 * checkpoint; null when there is nothing new. What was appended since is followed before it is signed. Any number of processes
 * may call it at any time: each checkpoint is made once.
 *
 * Rejects with AppError AUDIT_NOT_WHOLE when the log was tampered with since the last checkpoint (nothing is signed),
 * ISSUER_UNKNOWN, or KEY_UNAVAILABLE.
 */
export async function checkpointAudit(
  issuing: Pick<Issuing, 'store' | 'signers' | 'publicUrl' | 'now'>,
): Promise<AuditCheckpoint | null> {
  const { store, signers, publicUrl, now } = issuing;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const before = await store.lastAuditCheckpoint();
    const { counter, last } = await store.readAuditHead();
    if ((last?.seq ?? 0) !== counter) throw notWhole();
    await assertWhole(issuing, before, counter);
    if (last === null || (before !== null && before.seq >= last.seq)) return null;
    const { did } = await requireIssuer(store, '');
    const statement = { publicUrl, number: (before?.number ?? 0) + 1, ...last, at: now().toISOString() };
    const body = await signCheckpoint(await signers.signerOf(did), statement);
    const { number, seq, hash } = statement;
    const checkpoint: AuditCheckpoint = { number, seq, hash, at: new Date(statement.at), body };
    if (await store.saveAuditCheckpoint(checkpoint, before?.number ?? 0)) return checkpoint;
  }
  return null;
}

async function assertWhole(
  { store }: Pick<Issuing, 'store'>,
  before: AuditCheckpoint | null,
  counter: number,
): Promise<void> {
  const start = before === null ? EMPTY_CHAIN : { seq: before.seq, hash: before.hash };
  const { isWhole } = await verifyAudit(
    { counter, pages: eventsAfter(store, start.seq, counter) },
    { keys: null, start },
  );
  if (!isWhole) throw notWhole();
}

function notWhole(): AppError {
  return new AppError(
    'AUDIT_NOT_WHOLE',
    'The audit log was tampered with since its last checkpoint. `lectern audit verify` says where.',
  );
}

async function* eventsAfter(store: Issuing['store'], after: number, upTo: number) {
  for await (const page of readEvents(store, { after, upTo })) yield page.map((event) => ({ event }));
}
