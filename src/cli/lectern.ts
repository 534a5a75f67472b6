import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { AppError } from '../model/problem.ts';
import { batchCommand } from './batch.ts';
import { doctorCommand } from './doctor.ts';
import { expiringCommand } from './expiring.ts';
import { initCommand } from './init.ts';
import { issueCommand } from './issue.ts';
import { keysCommand } from './keys.ts';
import { mailCommand } from './mail.ts';
import { printProblem } from './print.ts';
import { serveCommand } from './serve.ts';
import { tokensCommand } from './tokens.ts';
import { verifyCommand } from './verify.ts';

/** `EX_USAGE` of sysexits(3). */
const WRONG_USAGE = 64;

const program = new Command('lectern')
  .description('Issues, shares and verifies portable credentials for teacher leaders (Open Badges 3.0).')
  .addHelpText(
    'after',
    `
Settings come from the environment, all of them optional:
  LECTERN_PUBLIC_URL      where the world reaches this instance (http://localhost:8080)
  PORT                    port to listen on (that of the public URL, or 8080)
  LECTERN_DATA_DIR        keys and the embedded database (./data)
  LECTERN_DATABASE_URL    sqlite:PATH or postgres://… (SQLite in the data directory)
  LECTERN_KEY_PASSPHRASE  opens the signing keys; required with a public URL that is not localhost
  LECTERN_SMTP_URL        mail server, smtp://… or smtps://…; \`lectern doctor\` tries it
  LECTERN_MAIL_FROM       sender of all mail (the address of the issuer that it is about)
  LECTERN_MAIL_EXPIRING_DAYS
                          \`lectern serve\` mails holders so many days before a credential ends (never)
  LECTERN_BATCH_WORKERS   threads that sign batches in \`lectern serve\` (one less than there are cores)
  LECTERN_LOG_LEVEL       fatal, error, warn, info, debug or silent (info)`,
  )
  .version(manifest.version, '-V, --version', 'print the version')
  .exitOverride();

// Whoever reads our output may have enough of it: `lectern verify … | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

for (const command of [
  serveCommand(),
  initCommand(),
  issueCommand(),
  batchCommand(),
  verifyCommand(),
  expiringCommand(),
  mailCommand(),
  keysCommand(),
  tokensCommand(),
  doctorCommand(),
]) {
  program.addCommand(command.exitOverride().copyInheritedSettings(program));
  for (const nested of command.commands) nested.exitOverride();
}

try {
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
