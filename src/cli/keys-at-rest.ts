import { resolve } from 'node:path';
import { Command } from 'commander';
import { type KeyConfig, readKeyConfig } from '../config.ts';
import { listKeyFiles } from '../issuer/key-directory.ts';
import { changePassphrase, encryptKeyFiles, type Rewritten } from '../issuer/rewrite-key-files.ts';
import { AppError } from '../model/problem.ts';
import { askKeyPassphrase, askNewPassphrase } from './ask-passphrase.ts';
import { findTerminal } from './ask-secret.ts';
import { print, printJson } from './print.ts';

interface Options {
  keys?: string;
  json?: boolean;
}

/** `lectern keys encrypt`. Needs no instance: key files may lie where only a signer sees them. */
export function encryptCommand(): Command {
  return new Command('encrypt')
    .summary('encrypt key files that lie plain')
    .description(
      'Encrypts, where they lie, the key files that are not encrypted yet. The passphrase is LECTERN_KEY_PASSPHRASE, the first line of LECTERN_KEY_PASSPHRASE_FILE, or asked for. What lay plain may still be on the disk and in backups: make a new key for an issuer that is of importance.',
    )
    .option('--keys <dir>', 'the key directory (keys in LECTERN_DATA_DIR)')
    .option('--json', 'print JSON')
    .action(async ({ keys, json }: Options) => {
      const config = readKeyConfig(process.env);
      const directory = directoryOf(keys, config);
      const passphrase = config.keyPassphrase ?? (await ask('Passphrase to encrypt the keys with'));
      report(await encryptKeyFiles(directory, passphrase), 'encrypted', json);
    });
}

/** `lectern keys change-passphrase`. */
export function changePassphraseCommand(): Command {
  return new Command('change-passphrase')
    .summary('put the key files under another passphrase')
    .description(
      'Encrypts the key files again, under another passphrase. The old one is LECTERN_KEY_PASSPHRASE, the first line of LECTERN_KEY_PASSPHRASE_FILE, or asked for; the new one is the first line of LECTERN_KEY_NEW_PASSPHRASE_FILE, or asked for. If it is interrupted, run it again with the same two.',
    )
    .option('--keys <dir>', 'the key directory (keys in LECTERN_DATA_DIR)')
    .option('--json', 'print JSON')
    .action(async ({ keys, json }: Options) => {
      const config = readKeyConfig(process.env);
      const directory = directoryOf(keys, config);
      const old = config.keyPassphrase ?? (await askOld(directory));
      const passphrase = config.newPassphrase ?? (await ask('New passphrase'));
      report(await changePassphrase(directory, old, passphrase), 'under the new passphrase', json);
    });
}

function directoryOf(given: string | undefined, { keyDir }: KeyConfig): string {
  return given === undefined ? keyDir : resolve(given);
}

function ask(question: string): Promise<string> {
  return askNewPassphrase(question, requireTerminal());
}

async function askOld(directory: string): Promise<string> {
  const passphrase = await askKeyPassphrase(await listKeyFiles(directory), requireTerminal());
  if (passphrase === undefined) throw new AppError('CONFIG_INVALID', 'No passphrase was given.');
  return passphrase;
}

function requireTerminal() {
  const terminal = findTerminal();
  if (terminal === null)
    throw new AppError('CONFIG_INVALID', 'Nobody can be asked here: name a file with the passphrase.');
  return terminal;
}

function report(rewritten: Rewritten, what: string, json?: boolean): void {
  if (json) printJson(rewritten);
  else printRewritten(rewritten, what);
}

function printRewritten({ changed, unchanged }: Rewritten, what: string): void {
  for (const id of changed) print(`${what}  ${id}`);
  if (unchanged.length > 0) print(`${unchanged.length} already ${unchanged.length === 1 ? 'was' : 'were'}.`);
  if (changed.length + unchanged.length === 0) print('There are no key files here.');
}
