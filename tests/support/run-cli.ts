import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { compileCache } from './kept-folder.ts';

const SCRIPT = resolve('dist/server/lectern.js');

export interface CliResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface CliOptions {
  dataDir?: string;
  /** Settings; nothing of the environment's own LECTERN_… or PORT comes through. */
  env?: Record<string, string>;
  input?: string;
}

/** The built command line in a process of its own. `npm test` builds it. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).ended;
}

export interface RunningCli {
  ended: Promise<CliResult>;
  stdout(): string;
  kill(signal: NodeJS.Signals): Promise<CliResult>;
}

export function startCli(
  args: readonly string[],
  { dataDir, env = {}, input = '' }: CliOptions = {},
): RunningCli {
  if (!existsSync(SCRIPT)) throw new Error('The command line is not built: run `npm run build`.');
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(LECTERN_|PORT$|VITEST|NODE_OPTIONS)/.test(name),
  );
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    // A folder without `./data`, so that nothing is written where the tests are.
    cwd: tmpdir(),
    env: {
      ...Object.fromEntries(inherited),
      NODE_COMPILE_CACHE: compileCache(),
      ...(dataDir === undefined ? {} : { LECTERN_DATA_DIR: dataDir }),
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise<CliResult>((over, failed) => {
    child.on('close', (code, signal) => over({ code, signal, stdout, stderr })).on('error', failed);
  });
  return {
    ended,
    stdout: () => stdout,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Resolves once the condition holds; rejects if the process ends before. */
export async function waitUntil(running: RunningCli, holds: () => boolean | Promise<boolean>): Promise<void> {
  let end: unknown;
  running.ended.then(
    (result) => {
      end = result;
    },
    (error: unknown) => {
      end = error;
    },
  );
  while (!(await holds())) {
    if (end !== undefined) throw new Error('it ended before that', { cause: end });
    await new Promise((next) => setTimeout(next, 15));
  }
}

/** A signer that listens on `socket` with the keys of `keys`. */
export async function startSigner(
  socket: string,
  keys: string,
  options: CliOptions = {},
): Promise<RunningCli> {
  const running = startCli(['signer', '--socket', socket, '--keys', keys], options);
  await waitUntil(running, () => running.stdout().includes('The signer listens'));
  return running;
}

/** A service that answers. */
export async function startServe(port: number, options: CliOptions): Promise<RunningCli> {
  const running = startCli(['serve'], { ...options, env: { PORT: String(port), ...options.env } });
  await waitUntil(running, () => /Stop with Ctrl\+C|Lectern serves/.test(running.stdout()));
  return running;
}

export function findFreePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? found(address.port) : failed()));
    });
  });
}
