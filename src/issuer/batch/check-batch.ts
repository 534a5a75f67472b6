import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import { ROSTER_LIMITS, type RosterLimits } from '../../roster/roster-limits.ts';
import type { RosterSource } from '../../roster/roster-source.ts';
import type { BatchRecord, BatchState } from '../../store/batch-store.ts';
import { hashJson } from '../hash-json.ts';
import { type Issuing, requireIssuer } from '../issuing.ts';
import { describeRoster } from './batch-report.ts';
import type { BatchSettings } from './batch-settings.ts';
import { checkRoster } from './check-roster.ts';
import { keepMapping, type SurveyedBatch, surveyBatch } from './survey-batch.ts';

export interface BatchUpload {
  source: RosterSource;
  fileName: string | null;
  /** The issuer's slug; '' is the instance's own. */
  issuer: string;
  settings: BatchSettings;
  /** For the audit log; `approveBatch` compares it. */
  actor: string;
  limits?: RosterLimits;
  /** Hears how many rows of how many are checked. */
  onProgress?: (done: number, all: number) => void;
}

/** A batch that is under way or over is only opened. */
const STILL_OPEN: readonly BatchState[] = ['draft', 'checked', 'approved', 'failed'];

/**
 * The dry run: reads the roster, decides every row, and keeps what would happen; nothing is issued. The same file for the same
 * issuer opens the same batch: with the same settings as it stands, with others it is checked anew and any approval is void.
 * While there are open questions the batch stays a draft, with these in its `problem`.
 *
 * Rejects with AppError ROSTER_INVALID when the file is no roster at all, ISSUER_UNKNOWN, or BATCH_STATE when someone else
 * checks or starts the same batch meanwhile.
 */
export async function checkBatch(issuing: Issuing, upload: BatchUpload): Promise<BatchRecord> {
  const { batch, surveyed } = await openBatch(issuing, upload);
  return surveyed === null ? batch : runCheck(issuing, upload, batch, surveyed);
}

/** What `openBatch` found; `surveyed` is null when the batch is to be left as it is. */
export interface OpenedBatch {
  batch: BatchRecord;
  surveyed: SurveyedBatch | null;
}

/** The first half of `checkBatch`, in which the file is read once: finds out what it is and opens its batch. */
export async function openBatch(
  issuing: Issuing,
  { source, fileName, issuer: slug, settings: given, actor, limits = ROSTER_LIMITS }: BatchUpload,
): Promise<OpenedBatch> {
  const { store } = issuing;
  const issuer = await requireIssuer(store, slug);
  const surveyed = await surveyBatch(issuing, source, issuer.slug, given, limits);
  const { survey, settings } = surveyed;
  const at = issuing.now();
  const batch = await store.openBatch(
    {
      id: randomUUID(),
      issuerSlug: issuer.slug,
      contentHash: survey.sha256,
      fileName,
      createdBy: actor,
      createdAt: at,
    },
    { at, actor, action: 'batch-opened', subject: survey.sha256 },
  );
  const isAsItWas = hashJson(batch.settings) === hashJson(settings as JsonObject);
  if (!STILL_OPEN.includes(batch.state) || (isAsItWas && !hasToBeChecked(batch)))
    return { batch, surveyed: null };
  const begun = await store.beginBatchCheck(batch.id, settings as JsonObject, at, {
    at,
    actor,
    action: 'batch-check-begun',
    subject: batch.id,
  });
  if (begun === null) throw meanwhile();
  if (survey.questions.length === 0) return { batch: begun, surveyed };
  return { batch: await askQuestions(issuing, begun, surveyed, actor), surveyed: null };
}

/** The second half of `checkBatch`, in which the rows are read and decided. */
export async function runCheck(
  issuing: Issuing,
  { source, actor, limits = ROSTER_LIMITS, onProgress }: BatchUpload,
  batch: BatchRecord,
  surveyed: SurveyedBatch,
): Promise<BatchRecord> {
  const { store } = issuing;
  const issuer = await requireIssuer(store, batch.issuerSlug);
  const ledger = await checkRoster(issuing, { batch, issuer, surveyed, source, limits, onProgress });
  if (ledger === null) throw meanwhile();
  const report = ledger.close(actor, describeRoster(surveyed.survey));
  const at = issuing.now();
  const checked = await store.finishBatchCheck(
    batch.id,
    batch.revision,
    report as unknown as JsonObject,
    at,
    {
      at,
      actor,
      action: 'batch-checked',
      subject: batch.id,
      details: { revision: batch.revision, ready: report.counts.ready, toFix: report.counts.toFix },
    },
  );
  if (checked === null) throw meanwhile();
  await keepMapping(issuing, issuer.slug, surveyed);
  return checked;
}

/** A draft, or cancelled before anyone agreed to it: it starts from a check. */
export function hasToBeChecked({ state, approvedAt }: BatchRecord): boolean {
  return state === 'draft' || (state === 'failed' && approvedAt === null);
}

async function askQuestions(
  { store, now }: Issuing,
  batch: BatchRecord,
  { survey }: SurveyedBatch,
  actor: string,
): Promise<BatchRecord> {
  const at = now();
  const columns = survey.columns.map(({ samples }, i) => ({
    ...describeRoster(survey).columns[i],
    samples,
  }));
  const problem = { code: 'ROSTER_QUESTIONS', questions: survey.questions, columns } as unknown as JsonObject;
  const asked = await store.moveBatch(
    batch.id,
    ['draft'],
    { state: 'draft', problem, at },
    { at, actor, action: 'batch-questions-asked', subject: batch.id },
  );
  if (asked === null) throw meanwhile();
  return asked;
}

function meanwhile(): AppError {
  return new AppError(
    'BATCH_STATE',
    'Someone else checked or started this batch meanwhile. Look at it again.',
  );
}
