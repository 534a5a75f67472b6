import { checkCells } from './check-cells.ts';
import { checkPerson, type PersonChecks, warnOfPerson } from './check-person.ts';
import { parseDrafts } from './parse-drafts.ts';
import type { RosterPlan } from './plan-roster.ts';
import { readAwards } from './read-awards.ts';
import { readDetails } from './read-details.ts';
import { readPerson } from './read-person.ts';
import type { RosterRecord } from './read-records.ts';
import type { RosterProblem, RosterRow } from './roster-row.ts';
import { warnOfRow } from './warn-of-row.ts';

const ROW_REF_CHARACTERS = 100;

export interface RowReading {
  plan: RosterPlan;
  checks: PersonChecks;
  maxCellCharacters: number;
  /** Calendar day (`YYYY-MM-DD`), UTC. */
  today: string;
}

/** One row with everything that is wrong with it at once; with a problem it has no awards. */
export function readRow({ cells: read, line, row }: RosterRecord, reading: RowReading): RosterRow {
  const { plan, checks, maxCellCharacters, today } = reading;
  const missing = plan.headers.length - read.length;
  const cells = missing > 0 ? [...read, ...Array<string>(missing).fill('')] : read;
  const problems: RosterProblem[] = [];
  checkCells(plan, cells, maxCellCharacters, problems);
  const person = readPerson(cells, plan.places);
  checkPerson(plan, person, checks, problems);
  const details = readDetails(plan, cells, problems);
  const { drafts, notYet } = readAwards(plan, cells, details, problems);
  const awards = parseDrafts(plan, cells, person, drafts, problems);
  const asked = drafts.map(({ award }) => award);
  const warnings = [...warnOfPerson(plan, person, checks), ...warnOfRow(plan, cells, person, asked, today)];
  return {
    line,
    row,
    cells,
    rowRef: readRowRef(plan, cells),
    name: person.name === '' ? null : person.name,
    awards: problems.length === 0 ? awards : [],
    problems: eachOnce(problems),
    warnings,
    notYet,
  };
}

function readRowRef(plan: RosterPlan, cells: readonly string[]): string | null {
  const text = (cells[plan.places.get('row_ref') ?? -1] ?? '').trim();
  return text === '' ? null : text.slice(0, ROW_REF_CHARACTERS);
}

/** In a wide roster every award of a row repeats what is wrong with its person. */
function eachOnce(problems: readonly RosterProblem[]): RosterProblem[] {
  if (problems.length < 2) return [...problems];
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
