import type { UnmetRequirement } from '../../program/unmet-requirement.ts';

/** One thing that stands against a row, or is to be thought about. Never a value from the file. */
export type RowProblem = {
  code: string;
  /** What was expected. */
  detail: string;
  /** Header of the column that it is about. */
  column?: string;
  /** Codes of achievements that are missing. */
  achievements?: string[];
};

export function describeUnmet({ code, detail, achievements }: UnmetRequirement, column?: string): RowProblem {
  return {
    code,
    detail,
    ...(column === undefined ? {} : { column }),
    ...(achievements === undefined ? {} : { achievements }),
  };
}
