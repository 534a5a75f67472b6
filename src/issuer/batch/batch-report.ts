import type { JsonObject } from '../../model/json.ts';
import { writeColumnUse } from '../../roster/column-use.ts';
import type { RosterSurvey } from '../../roster/roster-survey.ts';
import type { NewBatchRow } from '../../store/batch-store.ts';
import type { RowProblem } from './row-problem.ts';

/** One cause and where it is. `lines` are the first of them; `count` all. */
export interface ProblemGroup {
  code: string;
  detail: string;
  column?: string;
  count: number;
  lines: number[];
}

/** What a check found, as it is kept with the batch and shown to people. Holds no names and no values of the file. */
export interface BatchReport {
  /** Who checked: whoever approves has to be someone else where the issuer asks for two. */
  checkedBy: string;
  roster: Pick<
    RosterSurvey,
    'rows' | 'bytes' | 'encoding' | 'delimiter' | 'dateOrder' | 'fingerprint' | 'program'
  > & {
    columns: { header: string; use: string | null; ignored?: string }[];
  };
  counts: {
    /** Credentials that will be issued. */
    ready: number;
    /** Rows of the file with something to mend. */
    toFix: number;
    /** Credentials that their holders have already. */
    already: number;
    /** Credentials that the file asks for more than once. */
    duplicate: number;
    warnings: number;
    /** Levels below the one required, in a wide roster. */
    notYet: number;
    /** People who get the full credential by this batch, and people who still lack something. */
    full: { due: number; notDue: number };
  };
  /** Credentials that will be issued, by achievement. */
  achievements: { code: string; ready: number }[];
  problems: ProblemGroup[];
  warnings: ProblemGroup[];
}

/** Lines that a group names. */
const MOST_LINES = 20;

/** Sums a check up, row by row. */
export interface ReportLedger {
  note(row: NewBatchRow): void;
  noteNotYet(count: number): void;
  close(checkedBy: string, roster: BatchReport['roster']): BatchReport;
}

export function openReportLedger(): ReportLedger {
  const counts: BatchReport['counts'] = {
    ready: 0,
    toFix: 0,
    already: 0,
    duplicate: 0,
    warnings: 0,
    notYet: 0,
    full: { due: 0, notDue: 0 },
  };
  const ready = new Map<string, number>();
  const problems = new Map<string, ProblemGroup>();
  const warnings = new Map<string, ProblemGroup>();
  return {
    note(row) {
      if (row.state === 'ready') {
        counts.ready++;
        ready.set(row.achievement ?? '', (ready.get(row.achievement ?? '') ?? 0) + 1);
        if (row.phase > 0) counts.full.due++;
      } else if (row.state === 'problem') {
        counts.toFix++;
        for (const problem of row.problems) addTo(problems, problem as RowProblem, row.line);
      } else if (row.state === 'not-due') counts.full.notDue++;
      else counts[row.state]++;
      counts.warnings += row.warnings.length;
      for (const warning of row.warnings) addTo(warnings, warning as RowProblem, row.line);
    },
    noteNotYet(count) {
      counts.notYet += count;
    },
    close: (checkedBy, roster) => ({
      checkedBy,
      roster,
      counts,
      achievements: [...ready].map(([code, count]) => ({ code, ready: count })),
      problems: byCount(problems),
      warnings: byCount(warnings),
    }),
  };
}

/** Back from where it is kept. */
export function readReport(report: JsonObject | null): BatchReport | null {
  return report as unknown as BatchReport | null;
}

export function describeRoster(survey: RosterSurvey): BatchReport['roster'] {
  const { rows, bytes, encoding, delimiter, dateOrder, fingerprint, program } = survey;
  const columns = survey.columns.map(({ header, use, ignored }) => ({
    header,
    use: use === null ? null : writeColumnUse(use),
    ...(ignored === undefined ? {} : { ignored }),
  }));
  return { rows, bytes, encoding, delimiter, dateOrder, fingerprint, program, columns };
}

function addTo(groups: Map<string, ProblemGroup>, problem: RowProblem, line: number | null): void {
  const { code, detail, column } = problem;
  const key = JSON.stringify([code, detail, column]);
  const group = groups.get(key) ?? {
    code,
    detail,
    ...(column === undefined ? {} : { column }),
    count: 0,
    lines: [],
  };
  group.count++;
  if (line !== null && group.lines.length < MOST_LINES) group.lines.push(line);
  groups.set(key, group);
}

function byCount(groups: Map<string, ProblemGroup>): ProblemGroup[] {
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
