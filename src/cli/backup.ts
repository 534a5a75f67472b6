import { Command } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { writeBackup } from '../issuer/backup/write-backup.ts';
import { AppError } from '../model/problem.ts';
import { actingUser } from './acting-user.ts';
import { openProgress } from './batch-progress.ts';
import { count } from './batch-terminal.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern backup`: everything that this instance is, in one file, while it goes on. */
export function backupCommand(): Command {
  return new Command('backup')
    .summary('copy this instance into one file, while it serves')
    .description(
      'Copies the database as it stands at one moment, and the key files, into one file that only you can read. The service goes on meanwhile. `lectern restore` brings it up elsewhere, in SQLite or PostgreSQL.',
    )
    .argument('<file>', 'where to, such as lectern-2026-11-21.backup')
    .option('--force', 'replace the file if it is there')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The file holds names, addresses and, encrypted as they lie, the signing keys: keep it as you keep the database. The
passphrase of the keys (LECTERN_KEY_PASSPHRASE) is not in it; without it the keys are lost.`,
    )
    .action(backup);
}

async function backup(file: string, { force, json }: { force?: boolean; json?: boolean }): Promise<void> {
  if (file === '-') throw new AppError('CONFIG_INVALID', 'A backup is a file: give it a name.');
  await withInstance(async ({ issuing }, { keyDir }) => {
    const progress = openProgress('rows copied');
    try {
      const { header, trailer } = await writeBackup(issuing, {
        file,
        force: force === true,
        keyDir,
        lectern: manifest.version,
        actor: actingUser(),
        onProgress: progress.show,
      });
      progress.close();
      const { credentials = 0 } = trailer.rows;
      if (json) {
        printJson({ file, at: header.at, credentials, ...trailer });
        return;
      }
      print(`${file}: ${count(credentials, 'credential')}, as of ${header.at}`);
      print(describeKeys(trailer.keys));
      print(`SHA-256 of its content: ${trailer.sha256}`);
    } finally {
      progress.close();
    }
  });
}

/** Whether a restored instance could sign. */
function describeKeys(keys: number): string {
  return keys === 0
    ? 'No keys are in it: there are none in the key directory. Whatever holds them needs a backup of its own.'
    : `${count(keys, 'key')} in it, as stored. The passphrase (LECTERN_KEY_PASSPHRASE) is not: keep it elsewhere.`;
}
