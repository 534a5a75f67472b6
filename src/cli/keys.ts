import { Command } from 'commander';
import { requireIssuer } from '../issuer/issuing.ts';
import { listKeyFiles, saveKeyFile } from '../issuer/key-directory.ts';
import { createKeyFile } from '../issuer/key-file.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern keys`: the signing keys of this instance. */
export function keysCommand(): Command {
  const keys = new Command('keys')
    .summary('make and list signing keys')
    .description('Signing keys of this instance.');
  keys
    .command('generate')
    .description(
      'Makes a new key for an issuer. The newest key signs from now on; older ones stay in the DID document, so what they signed stays good.',
    )
    .option('--issuer <slug>', 'issuer under this instance', '')
    .option('--json', 'print JSON')
    .action(generate);
  keys
    .command('list')
    .description('Lists the keys, the signing one of each issuer first. Never prints a secret.')
    .option('--json', 'print JSON')
    .action(list);
  return keys;
}

async function generate({ issuer: slug, json }: { issuer: string; json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }, { keyDir }, { keyPassphrase }) => {
    const { did } = await requireIssuer(issuing.store, slug);
    const at = issuing.now();
    const file = await createKeyFile(did, at, keyPassphrase);
    const path = await saveKeyFile(keyDir, file);
    await issuing.store.appendAudit({ at, actor: 'cli', action: 'key-created', subject: file.id });
    if (json)
      return printJson({
        id: file.id,
        controller: did,
        created: file.created,
        path,
        encrypted: keyPassphrase !== undefined,
      });
    print(`${file.id}`);
    print(`in ${path}; it signs from now on.`);
  });
}

async function list({ json }: { json?: boolean }): Promise<void> {
  await withInstance(async (_, { keyDir }) => {
    const files = await listKeyFiles(keyDir);
    const keys = files.map(({ id, controller, created, encryptedSecretKey }, position) => ({
      id,
      controller,
      created,
      encrypted: encryptedSecretKey !== undefined,
      signs: files.findIndex((other) => other.controller === controller) === position,
    }));
    if (json) return printJson(keys);
    if (keys.length === 0) print('There are no keys yet. `lectern init` makes the first one.');
    for (const key of keys) {
      print(
        `${key.signs ? 'signs' : 'kept '}  ${key.created}  ${key.encrypted ? 'encrypted' : 'plain    '}  ${key.id}`,
      );
    }
  });
}
