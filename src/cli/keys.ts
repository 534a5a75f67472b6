import { Command } from 'commander';
import { requireIssuer } from '../issuer/issuing.ts';
import { keyFilePath } from '../issuer/key-directory.ts';
import { heldKeyId } from '../issuer/key-holder.ts';
import { changePassphraseCommand, encryptCommand } from './keys-at-rest.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern keys`: the signing keys of this instance. */
export function keysCommand(): Command {
  const keys = new Command('keys')
    .summary('make, list and encrypt signing keys')
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
  keys.addCommand(encryptCommand());
  keys.addCommand(changePassphraseCommand());
  return keys;
}

async function generate({ issuer: slug, json }: { issuer: string; json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing, keys }, { keyDir, signerSocket }) => {
    const { did } = await requireIssuer(issuing.store, slug);
    const at = issuing.now();
    const key = await keys.createKey(did, at);
    const id = heldKeyId(key);
    await issuing.store.appendAudit({ at, actor: 'cli', action: 'key-created', subject: id });
    const path = signerSocket === undefined ? keyFilePath(keyDir, key.publicKeyMultibase) : null;
    if (json)
      return printJson({
        id,
        controller: did,
        created: key.created,
        ...(path === null ? {} : { path }),
        encrypted: key.isEncrypted,
      });
    print(id);
    print(`${path === null ? 'held by the signer' : `in ${path}`}; it signs from now on.`);
  });
}

async function list({ json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ keys: holder }) => {
    const held = await holder.listKeys();
    const keys = held.map((key, position) => ({
      id: heldKeyId(key),
      controller: key.controller,
      created: key.created.toISOString(),
      encrypted: key.isEncrypted,
      signs: held.findIndex(({ controller }) => controller === key.controller) === position,
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
