import { AppError } from '../model/problem.ts';
import { listKeyFiles, type PlacedKeyFile, replaceKeyFile } from './key-directory.ts';
import { encryptKeyFile, type KeyFile, openKeyFile, reencryptKeyFile } from './key-file.ts';

export interface Rewritten {
  /** Ids of the keys whose files were written anew. */
  changed: string[];
  /** Ids of those that were already as they should be. */
  unchanged: string[];
}

/**
 * Encrypts every plain key file of a directory where it lies. Each file is replaced at once, and only after its new form was
 * opened; a crash leaves some of them plain, and running it again does the rest. Rejects with AppError KEY_UNAVAILABLE, before
 * anything is written, if the passphrase does not open those that are encrypted already: one passphrase opens all.
 */
export async function encryptKeyFiles(directory: string, passphrase: string): Promise<Rewritten> {
  const files = await listKeyFiles(directory);
  const encrypted = files.filter(isEncrypted);
  for (const { file } of encrypted) await openKeyFile(file, passphrase);
  const plain = files.filter((placed) => !isEncrypted(placed));
  for (const { path, file } of plain)
    await replaceOpened(path, await encryptKeyFile(file, passphrase), passphrase);
  return { changed: plain.map(idOf), unchanged: encrypted.map(idOf) };
}

/**
 * Puts every encrypted key file under another passphrase, file by file as above. After a crash some have the old one and some the
 * new; running it again with both does the rest. Rejects with AppError KEY_UNAVAILABLE, before anything is written, if neither
 * passphrase opens one of them, and CONFIG_INVALID if one lies plain.
 */
export async function changePassphrase(
  directory: string,
  old: string,
  passphrase: string,
): Promise<Rewritten> {
  const files = await listKeyFiles(directory);
  if (!files.every(isEncrypted))
    throw new AppError('CONFIG_INVALID', 'A key lies unencrypted here: run `lectern keys encrypt` first.');
  const changed: PlacedKeyFile[] = [];
  const unchanged: PlacedKeyFile[] = [];
  for (const placed of files) {
    const { path, file } = placed;
    if (await opens(file, passphrase)) unchanged.push(placed);
    else changed.push({ path, file: await reencryptKeyFile(file, old, passphrase) });
  }
  for (const { file } of changed) await openKeyFile(file, passphrase);
  for (const placed of changed) await replaceKeyFile(placed);
  return { changed: changed.map(idOf), unchanged: unchanged.map(idOf) };
}

async function opens(file: KeyFile, passphrase: string): Promise<boolean> {
  try {
    await openKeyFile(file, passphrase);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** A key that its new file does not open would be lost with the old one. */
async function replaceOpened(path: string, file: KeyFile, passphrase: string): Promise<void> {
  await openKeyFile(file, passphrase);
  await replaceKeyFile({ path, file });
}

function isEncrypted({ file }: PlacedKeyFile): boolean {
  return file.encryptedSecretKey !== undefined;
}

function idOf({ file }: PlacedKeyFile): string {
  return file.id;
}
