import { Passphrase } from '../config.ts';
import type { PlacedKeyFile } from '../issuer/key-directory.ts';
import { openKeyFile } from '../issuer/key-file.ts';
import { AppError } from '../model/problem.ts';
import { askSecret, type Terminal } from './ask-secret.ts';

const MOST_TRIES = 3;

/**
 * The passphrase that opens the newest encrypted key file; undefined without a question if there is none, or if the answer is
 * empty. Rejects with AppError KEY_UNAVAILABLE after three wrong answers, CONFIG_INVALID if nobody answers.
 */
export async function askKeyPassphrase(
  files: readonly PlacedKeyFile[],
  terminal: Terminal,
): Promise<string | undefined> {
  const newest = files.find(({ file }) => file.encryptedSecretKey !== undefined);
  if (newest === undefined) return undefined;
  for (let tries = 1; ; tries++) {
    const passphrase = requireAnswer(await askSecret('Passphrase of the signing keys: ', terminal));
    if (passphrase === '') return undefined;
    try {
      await openKeyFile(newest.file, passphrase);
      return passphrase;
    } catch (error) {
      if (tries === MOST_TRIES || !(error instanceof AppError)) throw error;
      terminal.output.write(`${error.detail}\n`);
    }
  }
}

/** A new passphrase, typed twice. Rejects with AppError CONFIG_INVALID if it is too short, not the same, or refused. */
export async function askNewPassphrase(question: string, terminal: Terminal): Promise<string> {
  const parsed = Passphrase.safeParse(requireAnswer(await askSecret(`${question}: `, terminal)));
  if (!parsed.success) {
    throw new AppError('CONFIG_INVALID', `Of the passphrase: ${parsed.error.issues[0]?.message}`);
  }
  if (requireAnswer(await askSecret('The same again: ', terminal)) !== parsed.data)
    throw new AppError('CONFIG_INVALID', 'These are two different passphrases.');
  return parsed.data;
}

function requireAnswer(answer: string | null): string {
  if (answer === null) throw new AppError('CONFIG_INVALID', 'No passphrase was given.');
  return answer;
}
