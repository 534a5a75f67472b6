import { headerKey } from '../model/header-key.ts';
import { CSV_BOM, csvLine } from '../model/write-csv.ts';
import type { RosterRow } from './roster-row.ts';
import type { RosterSurvey } from './roster-survey.ts';

type Form = Pick<RosterSurvey, 'columns' | 'delimiter'>;

/** The beginning of a file of rows to mend: the roster's own columns after one that says what is wrong. */
export function errorFileHeader({ columns, delimiter }: Form): string {
  const headers = columns.filter(isOwn).map(({ header }) => header);
  return CSV_BOM + csvLine(['error', ...headers], delimiter);
}

/** A row to mend. Sent again, it reads as the same cells. `error` comes first: cells too many at its end stay too many. */
export function errorFileLine(
  row: Pick<RosterRow, 'cells' | 'problems'>,
  { columns, delimiter }: Form,
): string {
  const error = row.problems
    .map(({ column, detail }) => (column === undefined ? detail : `${column}: ${detail}`))
    .join(' ');
  const cells = row.cells.filter((_, i) => columns[i] === undefined || isOwn(columns[i]));
  return csvLine([error, ...cells], delimiter);
}

/** Not the column of an earlier file of this kind. */
function isOwn({ header }: { header: string }): boolean {
  return headerKey(header) !== 'error';
}
