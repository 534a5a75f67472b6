import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';
import { type Config, isLocalUrl, keyDirOf, readConfig, type Secrets } from '../config.ts';
import { listKeyFiles } from '../issuer/key-directory.ts';
import { askKeyPassphrase, askNewPassphrase } from './ask-passphrase.ts';
import { findTerminal, type Terminal } from './ask-secret.ts';

const ASKED = 'lectern-key-passphrase';

/**
 * The environment, and the passphrase from the terminal when the keys need one, nothing says where it is, and somebody sits there
 * to be asked. Rejects with AppError CONFIG_INVALID, or KEY_UNAVAILABLE after wrong passphrases.
 */
export async function readSettings(): Promise<{ config: Config; secrets: Secrets }> {
  const { env } = process;
  const terminal = findTerminal();
  const passphrase = terminal === null || saysWhereKeysAre(env) ? undefined : await ask(env, terminal);
  // Threads read the environment for themselves; what was typed is not in it.
  if (passphrase !== undefined) setEnvironmentData(ASKED, passphrase);
  return readSettingsOfThread();
}

/** What `readSettings` found, in a thread that this process started after it. */
export function readSettingsOfThread(): { config: Config; secrets: Secrets } {
  const passphrase = getEnvironmentData(ASKED);
  return readConfig(
    typeof passphrase === 'string' ? { ...process.env, LECTERN_KEY_PASSPHRASE: passphrase } : process.env,
  );
}

function saysWhereKeysAre(env: NodeJS.ProcessEnv): boolean {
  return Boolean(
    env['LECTERN_KEY_PASSPHRASE'] || env['LECTERN_KEY_PASSPHRASE_FILE'] || env['LECTERN_SIGNER_SOCKET'],
  );
}

async function ask(env: NodeJS.ProcessEnv, terminal: Terminal): Promise<string | undefined> {
  const files = await listKeyFiles(keyDirOf(env['LECTERN_DATA_DIR']));
  const url = env['LECTERN_PUBLIC_URL'] ?? '';
  const isPublic = URL.canParse(url) && !isLocalUrl(url);
  return files.length === 0 && isPublic
    ? askNewPassphrase('A passphrase for the signing key that will be made', terminal)
    : askKeyPassphrase(files, terminal);
}
