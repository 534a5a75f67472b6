import { FULL_PHASE } from '../issuer/batch/batch-phases.ts';
import { type BatchReport, readReport } from '../issuer/batch/batch-report.ts';
import type { RowProblem } from '../issuer/batch/row-problem.ts';
import type { Issuing } from '../issuer/issuing.ts';
import type { BatchRecord, BatchRow, RowOutcome } from '../store/batch-store.ts';
import { type AskedQuestion, readQuestions } from './batch-questions.ts';

/** What a list shows; the rest is in `--errors` or `--results`. */
const MOST_SHOWN = 50;

/** The first of many, and how many more there are. */
export interface Shown<T> {
  items: T[];
  more: number;
}

export interface PersonInBatch {
  line: number | null;
  name: string | null;
}

/** What a check found, for people and machines. */
export interface BatchFindings {
  report: Omit<BatchReport, 'checkedBy'> | null;
  questions: AskedQuestion[];
  /** Rows to fix. Never a value from them. */
  rows: Shown<{ line: number | null; problems: RowProblem[] }>;
  full: FullFindings;
}

/** Who gets the full credential by the batch, and what everyone else lacks. */
export interface FullFindings {
  due: Shown<PersonInBatch>;
  lacking: Shown<LackingPerson>;
}

export interface LackingPerson extends PersonInBatch {
  /** Codes of achievements. */
  lacks: string[];
  /** What else the program asks for. */
  reasons: string[];
}

type Reading = Pick<Issuing, 'store'>;

export async function findInBatch(reading: Reading, batch: BatchRecord): Promise<BatchFindings> {
  const report = readReport(batch.report);
  const toFix = await listFirst(reading, batch, ['problem']);
  return {
    report: report === null ? null : leaveOutChecker(report),
    questions: readQuestions(batch),
    rows: show(
      toFix.map(({ line, problems }) => ({ line, problems: problems as RowProblem[] })),
      report?.counts.toFix,
    ),
    full: await findFulls(reading, batch),
  };
}

export async function findFulls(reading: Reading, batch: BatchRecord): Promise<FullFindings> {
  const counts = readReport(batch.report)?.counts.full;
  const due = await listFirst(reading, batch, ['ready', 'reserved', 'issued'], FULL_PHASE);
  const lacking = await listFirst(reading, batch, ['not-due'], FULL_PHASE);
  return {
    due: show(due.map(nameRow), counts?.due),
    lacking: show(lacking.map(describeLacking), counts?.notDue),
  };
}

function describeLacking(row: BatchRow): LackingPerson {
  const problems = row.problems as RowProblem[];
  const isMissing = ({ code }: RowProblem) => code === 'achievement-missing';
  return {
    ...nameRow(row),
    lacks: problems.filter(isMissing).flatMap(({ achievements = [] }) => achievements),
    reasons: problems.filter((problem) => !isMissing(problem)).map(({ detail }) => detail),
  };
}

function nameRow({ line, holderName }: BatchRow): PersonInBatch {
  return { line, name: holderName };
}

function listFirst(
  { store }: Reading,
  { id, revision }: BatchRecord,
  outcomes: readonly RowOutcome[],
  phase?: number,
): Promise<BatchRow[]> {
  return store.listBatchRows(id, revision, {
    limit: MOST_SHOWN,
    outcomes,
    ...(phase === undefined ? {} : { phase }),
  });
}

function show<T>(items: T[], all = items.length): Shown<T> {
  return { items, more: items.length < MOST_SHOWN ? 0 : Math.max(0, all - items.length) };
}

/** Who checked stands with the batch. */
function leaveOutChecker({ checkedBy: _, ...report }: BatchReport): Omit<BatchReport, 'checkedBy'> {
  return report;
}
