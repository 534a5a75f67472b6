import type { AwardRequest } from '../program/award-request.ts';

/** Something about a row. `detail` says what was expected, never what the cell says. */
export interface RosterProblem {
  /** Header of the column; absent if it is about the row, or about a default of the settings. */
  column?: string;
  code: string;
  detail: string;
}

export interface RosterAward {
  request: AwardRequest;
  /** Header of the column in a wide roster; null in a roster with a credential a row. */
  column: string | null;
}

/** One row that holds something. With a problem it has no awards: nothing is made of half a row. */
export interface RosterRow {
  /** The line of the file on which it begins, the first being 1. */
  line: number;
  /** As a spreadsheet program numbers its rows, the header being 1. */
  row: number;
  /** As in the file, at least as many as headers. */
  cells: string[];
  rowRef: string | null;
  /** To be printed; null if there is none. */
  name: string | null;
  awards: RosterAward[];
  problems: RosterProblem[];
  /** These stop nothing. */
  warnings: RosterProblem[];
  /** Levels below the one required, in a wide roster: no award, and nothing wrong. */
  notYet: { achievement: string; level: string | null }[];
}
