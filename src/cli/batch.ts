import { Command } from 'commander';
import { checkCommand } from './batch-check.ts';
import { approveCommand, cancelCommand, pauseCommand, resumeCommand } from './batch-moves.ts';
import { reportCommand } from './batch-report.ts';
import { runCommand } from './batch-run.ts';
import { statusCommand } from './batch-status.ts';

/** `lectern batch`: credentials for everyone in a roster. */
export function batchCommand(): Command {
  const batch = new Command('batch')
    .summary('issue credentials to everyone in a roster')
    .description(
      'Issues credentials to everyone in a roster: a CSV file as spreadsheets and gradebooks save it, with a credential a row or a person a row. `check` shows what would happen and signs nothing; `run` asks and signs.',
    );
  for (const command of [
    checkCommand(),
    runCommand(),
    approveCommand(),
    statusCommand(),
    pauseCommand(),
    resumeCommand(),
    cancelCommand(),
    reportCommand(),
  ])
    batch.addCommand(command);
  return batch;
}
