import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };

/** Loaded only when they are meant: to load all of them would be most of a command's start. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand(),
  init: async () => (await import('./init.ts')).initCommand(),
  issue: async () => (await import('./issue.ts')).issueCommand(),
  batch: async () => (await import('./batch.ts')).batchCommand(),
  status: async () => (await import('./status.ts')).statusCommand(),
  replace: async () => (await import('./replace.ts')).replaceCommand(),
  renew: async () => (await import('./renew.ts')).renewCommand(),
  recognize: async () => (await import('./recognize.ts')).recognizeCommand(),
  record: async () => (await import('./record.ts')).recordCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  policy: async () => (await import('./policy.ts')).policyCommand(),
  expiring: async () => (await import('./expiring.ts')).expiringCommand(),
  mail: async () => (await import('./mail.ts')).mailCommand(),
  crosswalk: async () => (await import('./crosswalk.ts')).crosswalkCommand(),
  keys: async () => (await import('./keys.ts')).keysCommand(),
  signer: async () => (await import('./signer.ts')).signerCommand(),
  tokens: async () => (await import('./tokens.ts')).tokensCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
  backup: async () => (await import('./backup.ts')).backupCommand(),
  restore: async () => (await import('./restore.ts')).restoreCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
};

/**
 * The command line: the command of that name alone, or, if there is none, every command with its help. It throws where commander
 * would end the process.
 */
export async function createProgram(name?: string): Promise<Command> {
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

  const meant = Object.entries(COMMANDS).filter(([known]) => known === name);
  const loads = meant.length > 0 ? meant : Object.entries(COMMANDS);
  for (const command of await Promise.all(loads.map(([, load]) => load()))) {
    program.addCommand(command.exitOverride().copyInheritedSettings(program));
    for (const nested of command.commands) nested.exitOverride();
  }

  return program;
}
