import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import type { BatchRecord, NewBatchRow } from '../../store/batch-store.ts';
import type { JobQueue } from '../../store/job-queue.ts';
import type { CredentialRecord } from '../../store/records.ts';
import type { CredentialStanding } from '../../store/standing-store.ts';
import { FULL_PHASE, PART_PHASE } from '../batch/batch-phases.ts';
import { openReportLedger, type ReportLedger } from '../batch/batch-report.ts';
import { startBatch } from '../batch/move-batch.ts';
import { writeRowRequest } from '../batch/row-request.ts';
import type { Replacement, StoredAward } from '../build-award.ts';
import { hashJson } from '../hash-json.ts';
import type { Issuing } from '../issuing.ts';
import { partsFirst } from '../parts-first.ts';
import { listAllStandings } from '../status/select-credentials.ts';

/** What a key signed, by what is to be done with it. */
export interface SignedByKey {
  /** Issued anew by a batch: parts first. */
  awards: CredentialStanding[];
  /** What other systems asked us to sign; issued anew one by one. */
  others: CredentialStanding[];
  /** Those that something took the place of. */
  replaced: CredentialStanding[];
  /** Withdrawn, replaced or expired: nothing to issue anew. */
  past: number;
}

const GROUP = 500;

/** Everything that a key signed for this issuer. */
export async function listSignedBy(
  { store, now }: Pick<Issuing, 'store' | 'now'>,
  issuerSlug: string,
  publicKey: string,
): Promise<SignedByKey> {
  const all = await listAllStandings(store, { issuerSlug, signedBy: publicKey });
  const live = all.filter(
    ({ standing, validUntil }) => standing !== 'revoked' && !(validUntil !== null && validUntil <= now()),
  );
  return {
    awards: partsFirst(live.filter(({ kind }) => kind !== 'other')),
    others: live.filter(({ kind }) => kind === 'other'),
    replaced: all.filter(({ replacedBy }) => replacedBy !== null),
    past: all.length - live.length,
  };
}

/**
 * Begins to issue anew what a key signed: a batch of its own, which the workers sign as any other, with the same day of award,
 * links that lead to the new credentials, and the old ones revoked as replaced. A batch for this key that is under way is
 * taken up again. Null when nothing is left.
 */
export async function openReissue(
  issuing: Issuing,
  queue: JobQueue,
  { issuer, publicKey, actor }: { issuer: string; publicKey: string; actor: string },
): Promise<BatchRecord | null> {
  const { store, now } = issuing;
  const underway = (await store.listSigningBatches()).find(
    ({ settings }) => settings['reissue'] === publicKey,
  );
  if (underway !== undefined) return underway;
  const { awards } = await listSignedBy(issuing, issuer, publicKey);
  if (awards.length === 0) return null;
  const at = now();
  const opened = await openBatch(issuing, { issuer, publicKey, actor }, awards);
  const settings = { reissue: publicKey, duplicates: 'again', full: 'never' };
  const batch = await store.beginBatchCheck(opened.id, settings, at, {
    at,
    actor,
    action: 'batch-check-begun',
    subject: opened.id,
  });
  if (batch === null) throw meanwhile();
  const ledger = openReportLedger();
  const why: Replacement = { reason: 'key-compromise', note: null, statement: null, actor };
  for (let first = 0; first < awards.length; first += GROUP) {
    const rows = await Promise.all(
      awards.slice(first, first + GROUP).map(({ id }, i) => describeRow(issuing, id, first + i, why)),
    );
    for (const row of rows) ledger.note(row);
    if (!(await store.addBatchRows(batch.id, batch.revision, rows))) throw meanwhile();
  }
  const checked = await finishCheck(issuing, batch, ledger, awards.length, actor);
  // Whoever may revoke a key has decided it; there is no time to lose on a second person.
  const approval = {
    at: now(),
    actor,
    action: 'batch-approved',
    subject: batch.id,
    details: { reissue: publicKey },
  };
  await store.approveBatch(batch.id, checked.revision, { by: actor, at: approval.at }, approval);
  return startBatch(issuing, queue, batch.id, actor);
}

/** What is left tells one batch from the next: the same is the same batch, also after a crash, until that one is over. */
async function openBatch(
  { store, now }: Issuing,
  { issuer, publicKey, actor }: { issuer: string; publicKey: string; actor: string },
  awards: readonly CredentialStanding[],
): Promise<BatchRecord> {
  const credentials = awards.map(({ id }) => id);
  for (let attempt = 0; ; attempt++) {
    const at = now();
    const contentHash = hashJson({ reissue: publicKey, credentials, attempt });
    const batch = await store.openBatch(
      { id: randomUUID(), issuerSlug: issuer, contentHash, fileName: null, createdBy: actor, createdAt: at },
      { at, actor, action: 'batch-opened', subject: contentHash },
    );
    if (batch.state !== 'done' && batch.state !== 'failed') return batch;
  }
}

async function describeRow(
  { store }: Issuing,
  id: string,
  position: number,
  why: Replacement,
): Promise<NewBatchRow> {
  const record = await store.getCredential(id);
  const issuance = await store.getIssuanceOfCredential(id);
  if (record === null || issuance === null || record.achievement === null)
    throw new Error('a credential that was awarded has its award');
  const { award, parts, renews } = issuance.request as unknown as StoredAward;
  return {
    position,
    phase: record.kind === 'full' ? FULL_PHASE : PART_PHASE,
    line: null,
    rowRef: null,
    state: 'ready',
    holderName: record.holderName,
    achievement: record.achievement.code,
    request: writeRowRequest({
      award: { ...award, awardedDate: dayOf(record) },
      parts,
      version: record.achievement.version,
      replaces: id,
      replacement: why,
      ...(renews === undefined ? {} : { renews }),
    }),
    problems: [],
    warnings: [],
    cells: null,
  };
}

function dayOf({ awardedDate, validFrom }: CredentialRecord): string {
  return (awardedDate ?? validFrom).toISOString().slice(0, 10);
}

async function finishCheck(
  { store, now }: Issuing,
  { id, revision }: BatchRecord,
  ledger: ReportLedger,
  rows: number,
  actor: string,
): Promise<BatchRecord> {
  const at = now();
  const report = ledger.close(actor, {
    rows,
    bytes: 0,
    encoding: 'utf-8',
    delimiter: ',',
    dateOrder: null,
    fingerprint: '',
    program: null,
    columns: [],
  });
  const checked = await store.finishBatchCheck(id, revision, report as unknown as JsonObject, at, {
    at,
    actor,
    action: 'batch-checked',
    subject: id,
    details: { revision, ready: rows, toFix: 0 },
  });
  if (checked === null) throw meanwhile();
  return checked;
}

function meanwhile(): AppError {
  return new AppError('BATCH_STATE', 'Someone else issues these anew at the same time. Look at the batches.');
}
