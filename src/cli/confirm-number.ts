import { createInterface } from 'node:readline/promises';
import { InvalidArgumentError } from 'commander';
import { AppError } from '../model/problem.ts';

/** Throws AppError CONFIG_INVALID where nobody can be asked whether to do this; `option` says it without being asked. */
export function assertSomeoneIsThere(deed: string, option = '--yes'): void {
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new AppError(
      'CONFIG_INVALID',
      `Nobody can be asked here whether to ${deed}: ${option} says that you mean it.`,
    );
}

/** The number that `--count` states in place of an answer, for commander. */
export function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number.');
}

/** Asks for a number to be typed, for what cannot be taken back. Resolves to whether it was. */
export async function confirmNumber(question: string, number: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const ended = new Promise<string>((answer) => terminal.once('close', () => answer('')));
    const asked = terminal
      .question(`${question} Type ${number} to go on: `)
      // Ctrl+C.
      .catch(() => '');
    return (await Promise.race([asked, ended])).trim() === String(number);
  } finally {
    terminal.close();
  }
}
