import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** No passphrase is longer, and no file that is named by mistake is read whole. */
const MOST_BYTES = 4_096;
/** What neither the group may do (write) nor others (anything). */
const TOO_OPEN = 0o027;

/**
 * The first line of a file, which others must not be able to read (on Windows, which has no such modes, that is not looked at).
 * A problem says what is wrong and nothing of what the file contains.
 */
export function readPassphraseFile(path: string): { passphrase: string } | { problem: string } {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return { problem: 'This file cannot be read.' };
  }
  try {
    const stat = fstatSync(file);
    if (stat.isDirectory()) return { problem: 'This is a folder and no file.' };
    if (process.platform !== 'win32' && (stat.mode & TOO_OPEN) !== 0)
      return { problem: 'Others can read this file: `chmod 600` it.' };
    const bytes = Buffer.alloc(MOST_BYTES);
    const [line = ''] = bytes
      .subarray(0, readSync(file, bytes))
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .split(/\r?\n/, 1);
    return { passphrase: line };
  } finally {
    closeSync(file);
  }
}
