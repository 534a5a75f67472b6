import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Terminal {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** Where a person sits, if there is one. Questions go to standard error: standard output is for results. */
export function findTerminal(): Terminal | null {
  return process.stdin.isTTY && process.stderr.isTTY
    ? { input: process.stdin, output: process.stderr }
    : null;
}

/** Asks for a line and shows nothing of what is typed. Resolves to null if it is refused: Ctrl+C, Ctrl+D, or the end of the input. */
export function askSecret(question: string, { input, output }: Terminal): Promise<string | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, written) => written() });
  const reader = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  output.write(question);
  return new Promise((asked) => {
    let answer: string | null = null;
    reader.on('line', (line) => {
      answer = line;
      reader.close();
    });
    reader.on('SIGINT', () => reader.close());
    reader.on('close', () => {
      // The line feed that was typed was not shown either.
      output.write('\n');
      asked(answer);
    });
  });
}
