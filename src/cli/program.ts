import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { auditCommand } from './audit.ts';
import { backupCommand } from './backup.ts';
import { batchCommand } from './batch.ts';
import { crosswalkCommand } from './crosswalk.ts';
import { doctorCommand } from './doctor.ts';
import { expiringCommand } from './expiring.ts';
import { exportCommand } from './export.ts';
import { initCommand } from './init.ts';
import { issueCommand } from './issue.ts';
import { keysCommand } from './keys.ts';
import { mailCommand } from './mail.ts';
import { policyCommand } from './policy.ts';
import { recognizeCommand } from './recognize.ts';
import { recordCommand } from './record.ts';
import { renewCommand } from './renew.ts';
import { replaceCommand } from './replace.ts';
import { restoreCommand } from './restore.ts';
import { serveCommand } from './serve.ts';
import { signerCommand } from './signer.ts';
import { statusCommand } from './status.ts';
import { tokensCommand } from './tokens.ts';
import { verifyCommand } from './verify.ts';

/** The command line: every command with its help. It throws where commander would end the process. */
export function createProgram(): Command {
  const program = new Command('lectern')
    .description('Issues, shares and verifies portable credentials for teacher leaders (Open Badges 3.0).')
    .addHelpText(
      'after',
      `
Settings come from the environment, all of them optional:
  LECTERN_PUBLIC_URL               where the world reaches this instance (http://localhost:8080)
  PORT                             port to listen on (that of the public URL, or 8080)
  LECTERN_DATA_DIR                 keys and the embedded database (./data)
  LECTERN_DATABASE_URL             sqlite:PATH or postgres://… (SQLite in the data directory)
  LECTERN_KEY_PASSPHRASE           opens the signing keys. It, or one of the next two, is required with a public URL
                                   that is not localhost; on a terminal it is asked for
  LECTERN_KEY_PASSPHRASE_FILE      a file whose first line is the passphrase
  LECTERN_SIGNER_SOCKET            where \`lectern signer\` listens: it has the keys then, and nothing else reads them
  LECTERN_KEY_NEW_PASSPHRASE_FILE  the new passphrase, for \`lectern keys change-passphrase\`
  LECTERN_SMTP_URL                 mail server, smtp://… or smtps://…; \`lectern doctor\` tries it
  LECTERN_MAIL_FROM                sender of all mail (the address of the issuer that it is about)
  LECTERN_MAIL_EXPIRING_DAYS       \`lectern serve\` mails holders so many days before a credential ends (never)
  LECTERN_POLICY                   whom verification here trusts (policy.json in the data directory)
  LECTERN_BATCH_WORKERS            threads that sign batches in \`lectern serve\` (one less than there are cores)
  LECTERN_LOG_LEVEL                fatal, error, warn, info, debug or silent (info)`,
    )
    .version(manifest.version, '-V, --version', 'print the version')
    // What stands behind a command’s name is for that command.
    .enablePositionalOptions()
    .exitOverride();

  for (const command of [
    serveCommand(),
    initCommand(),
    issueCommand(),
    batchCommand(),
    statusCommand(),
    replaceCommand(),
    renewCommand(),
    recognizeCommand(),
    recordCommand(),
    verifyCommand(),
    policyCommand(),
    expiringCommand(),
    mailCommand(),
    crosswalkCommand(),
    keysCommand(),
    signerCommand(),
    tokensCommand(),
    auditCommand(),
    backupCommand(),
    restoreCommand(),
    exportCommand(),
    doctorCommand(),
  ]) {
    program.addCommand(command.exitOverride().copyInheritedSettings(program));
    for (const nested of command.commands) nested.exitOverride();
  }

  return program;
}
