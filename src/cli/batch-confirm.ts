import { createInterface } from 'node:readline/promises';
import { AppError } from '../model/problem.ts';
import { count } from './batch-terminal.ts';

/** Throws AppError CONFIG_INVALID where nobody can be asked. */
export function assertSomeoneIsThere(): void {
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new AppError(
      'CONFIG_INVALID',
      'Nobody can be asked here whether to sign: --yes says that you mean it.',
    );
}

/** Asks for the number of credentials to be typed: a signature is for ever. Resolves to whether it was. */
export async function confirmSigning(credentials: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const ended = new Promise<string>((answer) => terminal.once('close', () => answer('')));
    const asked = terminal
      .question(`Sign ${count(credentials, 'credential')}? Type ${credentials} to go on: `)
      // Ctrl+C.
      .catch(() => '');
    return (await Promise.race([asked, ended])).trim() === String(credentials);
  } finally {
    terminal.close();
  }
}
