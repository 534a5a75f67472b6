import { AppError } from '../model/problem.ts';

/** The error for a file that is no roster at all. `line` is where it fails, the first line being 1. */
export function rosterInvalid(code: string, detail: string, line?: number): AppError {
  const path = line === undefined ? {} : { path: `line ${line}` };
  return new AppError('ROSTER_INVALID', 'The file cannot be read as a roster.', {
    problems: [{ ...path, code, detail }],
  });
}
