import { problemIn, textAt } from './cell-text.ts';
import type { RosterPlan } from './plan-roster.ts';
import type { RosterField } from './roster-field.ts';
import type { RosterProblem } from './roster-row.ts';

const NAME_PARTS = ['given_name', 'family_name', 'second_family_name'] as const;
const NAME_FIELDS: readonly RosterField[] = ['full_name', ...NAME_PARTS];
const PRINTED_FIELDS: readonly RosterField[] = [...NAME_FIELDS, 'role', 'term', 'cohort', 'row_ref'];
const MAX_NAME_PART = 80;

/** What stands against a row's cells whatever they are for, or as texts to be printed. */
export function checkCells(
  plan: RosterPlan,
  cells: readonly string[],
  maxCellCharacters: number,
  problems: RosterProblem[],
): void {
  const say = (column: string | undefined, code: string, detail: string) =>
    problems.push(problemIn(column, code, detail));
  if (
    cells.length > plan.headers.length &&
    cells.slice(plan.headers.length).some((cell) => cell.trim() !== '')
  ) {
    say(undefined, 'too-many-cells', 'The row has more cells than there are headers.');
  }
  cells.forEach((cell, i) => {
    if (cell.length <= maxCellCharacters) return;
    say(plan.headers[i], 'cell-too-long', `A cell may have ${maxCellCharacters} characters at most.`);
  });
  for (const field of PRINTED_FIELDS) {
    const { text, column } = textAt(plan, cells, plan.places.get(field));
    if (/^[=+@＝＋＠]/.test(text)) {
      say(column, 'looks-like-formula', 'This begins like a formula. Expected plain text.');
    }
  }
  for (const field of NAME_FIELDS) {
    const { text, column } = textAt(plan, cells, plan.places.get(field));
    if (text.includes('<') && text.lastIndexOf('>') > text.indexOf('<')) {
      say(column, 'looks-like-markup', 'Expected a name without < and >.');
    }
    if (text.includes('\ufffd')) {
      say(column, 'damaged-text', 'Letters of this name were lost before the file came here.');
    }
  }
  for (const field of NAME_PARTS) {
    const { text, column } = textAt(plan, cells, plan.places.get(field));
    if (text.length > MAX_NAME_PART) {
      say(column, 'name-too-long', `Expected at most ${MAX_NAME_PART} characters.`);
    }
  }
}
