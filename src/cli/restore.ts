import { Command } from 'commander';
import { openBareStore } from '../compose.ts';
import { readConfig } from '../config.ts';
import { restoreBackup } from '../issuer/backup/restore-backup.ts';
import { actingUser } from './acting-user.ts';
import { openProgress } from './batch-progress.ts';
import { count } from './batch-terminal.ts';
import { print, printJson } from './print.ts';

/** `lectern restore`: a backup becomes the instance that the environment describes. */
export function restoreCommand(): Command {
  return new Command('restore')
    .summary('bring a backup up in an empty instance')
    .description(
      'Brings a backup up in the instance that the environment describes, which must be empty: a database without issuers, no key files. The whole file is checked before anything is touched. If it is interrupted, the instance refuses to serve until the same command has come to its end.',
    )
    .argument('<file>', 'what `lectern backup` wrote')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
LECTERN_PUBLIC_URL must be that of the backup: its credentials name it for ever. The database may be another engine's.
Make sure that the old instance is off: two that issue under one name would both be believed.`,
    )
    .action(restore);
}

async function restore(file: string, { json }: { json?: boolean }): Promise<void> {
  const { config } = readConfig(process.env);
  const { keyDir, publicUrl, isLocal } = config;
  const store = await openBareStore(config);
  const progress = openProgress('rows restored');
  try {
    const { header, keys, trailer } = await restoreBackup({
      file,
      store,
      keyDir,
      publicUrl,
      isLocal,
      actor: actingUser(),
      at: new Date(),
      onProgress: progress.show,
    });
    progress.close();
    const { credentials = 0 } = trailer.rows;
    if (json) {
      printJson({ publicUrl, at: header.at, from: header.engine, to: store.engine, credentials, ...trailer });
      return;
    }
    print(`${publicUrl} is restored, as of ${header.at}: ${count(credentials, 'credential')}.`);
    print(
      keys.length === 0
        ? `No keys were in the backup: put them into ${keyDir} before you serve.`
        : `${count(keys.length, 'key')} in ${keyDir}; LECTERN_KEY_PASSPHRASE must be the one they were made with.`,
    );
    print(
      'What was issued or withdrawn after that moment is not in it. Next: `lectern serve`, `lectern doctor`.',
    );
  } finally {
    progress.close();
    await store.close();
  }
}
