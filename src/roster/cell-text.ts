import type { RosterPlan } from './plan-roster.ts';
import type { RosterField } from './roster-field.ts';
import type { RosterProblem } from './roster-row.ts';

export interface CellText {
  /** Trimmed; '' if nothing is said. */
  text: string;
  /** Header of the column that says it; undefined where the settings' default stands in. */
  column: string | undefined;
}

/** What a row says in a field, or else the settings for all rows. */
export function textOfField(plan: RosterPlan, cells: readonly string[], field: RosterField): CellText {
  const own = textAt(plan, cells, plan.places.get(field));
  const byDefault = own.text === '' ? plan.defaults.get(field) : undefined;
  return byDefault === undefined ? own : { text: byDefault, column: undefined };
}

export function textAt(plan: RosterPlan, cells: readonly string[], place: number | undefined): CellText {
  if (place === undefined) return { text: '', column: undefined };
  return { text: (cells[place] ?? '').trim(), column: plan.headers[place] };
}

export function problemIn(column: string | undefined, code: string, detail: string): RosterProblem {
  return column === undefined ? { code, detail } : { column, code, detail };
}
