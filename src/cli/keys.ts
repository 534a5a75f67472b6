import { Command } from 'commander';
import { changePassphraseCommand, encryptCommand } from './keys-at-rest.ts';
import { listCommand } from './keys-list.ts';
import { revokeCommand } from './keys-revoke.ts';
import { retireCommand, rotateCommand } from './keys-rotate.ts';
import { signedCommand } from './keys-signed.ts';

/** `lectern keys`: the signing keys of this instance. */
export function keysCommand(): Command {
  const keys = new Command('keys')
    .summary('list, rotate, retire and revoke signing keys')
    .description('Signing keys of this instance, from their making to their end (docs/keys.md).');
  for (const command of [
    listCommand(),
    rotateCommand(),
    retireCommand(),
    signedCommand(),
    revokeCommand(),
    encryptCommand(),
    changePassphraseCommand(),
  ])
    keys.addCommand(command);
  return keys;
}
