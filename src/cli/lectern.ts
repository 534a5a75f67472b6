import { CommanderError } from 'commander';
import { AppError } from '../model/problem.ts';
import { printProblem } from './print.ts';
import { createProgram } from './program.ts';

/** `EX_USAGE` of sysexits(3). */
const WRONG_USAGE = 64;

// Whoever reads our output may have enough of it: `lectern verify … | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  const program = await createProgram(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed what is wrong, or the help that was asked for.
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  } else {
    printProblem(error);
    process.exitCode = error instanceof AppError && error.code === 'CONFIG_INVALID' ? WRONG_USAGE : 1;
  }
}
