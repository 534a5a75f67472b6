import { AppError } from '../model/problem.ts';

/** One line to standard output. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** A result for machines: JSON on standard output and nothing else. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** What went wrong, to standard error: every problem a line, no stack for what is expected. */
export function printProblem(error: unknown): void {
  if (!(error instanceof AppError)) {
    process.stderr.write(
      `lectern: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return;
  }
  process.stderr.write(`lectern: ${error.detail}\n`);
  for (const { path, detail } of error.problems) {
    process.stderr.write(`  ${path === undefined ? '' : `${path}: `}${detail}\n`);
  }
}
