import type { ColumnUse } from './column-use.ts';
import type { ExaminedBytes } from './examine-bytes.ts';
import type { RosterDelimiter } from './find-delimiter.ts';
import type { PersonFindings } from './person-ledger.ts';

/** What the first reading found. Plain data, so that it can be kept between the readings. */
export interface RosterSurvey extends ExaminedBytes {
  /** Rows that hold something, the header not counted. */
  rows: number;
  delimiter: RosterDelimiter;
  /** The same for every roster with these headers, in whatever order and spelling: next year's has the same. */
  fingerprint: string;
  /** In the file's order. */
  columns: SurveyedColumn[];
  /** The program whose achievements the columns of a wide roster are; null for a roster with a credential a row. */
  program: string | null;
  /** How numeric dates are read; `iso` if there are none that depend on it, null if a question is open. */
  dateOrder: DateOrder | 'iso' | null;
  /** What must be answered in the settings before rows can be read. */
  questions: RosterQuestion[];
  /** For the second reading; not for printing. */
  people: PersonFindings;
}

export type DateOrder = 'mdy' | 'dmy';

export interface SurveyedColumn {
  header: string;
  use: ColumnUse | null;
  /** Why the column is not used: nothing is made of such columns, nobody knows it, or the settings say so. */
  ignored?: 'not-used' | 'unknown' | 'asked';
  /** The first values, up to 3, cut to 40 characters. */
  samples: string[];
}

/** A column as its header and the settings tell it, before any row is read. */
export type MatchedColumn = Omit<SurveyedColumn, 'samples'>;

export interface RosterQuestion {
  code:
    | 'date-order'
    | 'credential-missing'
    | 'column-missing'
    | 'program-ambiguous'
    | 'column-twice'
    | 'column-use-unknown';
  detail: string;
  /** Headers that the question is about. */
  columns?: string[];
  /** What to choose from: date orders, achievements, programs or uses of a column, as the settings write them. */
  choices?: string[];
}
