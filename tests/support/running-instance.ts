import { expect } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { type CliResult, findFreePort, type RunningCli, runCli, startServe } from './run-cli.ts';

/** An instance by its command line and its web service alone, as somebody else's machine would be. */
export interface RunningInstance {
  name: string;
  publicUrl: string;
  did: string;
  dataDir: string;
  lectern(args: readonly string[]): Promise<CliResult>;
  /** What a command prints with `--json`; it succeeds and warns of nothing. */
  ask<T = JsonObject>(args: readonly string[]): Promise<T>;
  /** The DID of a further issuer under this instance. */
  didOf(slug: string): string;
  serve(): Promise<void>;
  /** With a token that may do everything. Answers below 300 only. */
  post<T = JsonObject>(path: string, body: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** Makes an instance on a free port of localhost: its issuer, and one for each of `slugs`. Nothing is served yet. */
export async function foundInstance(
  dataDir: string,
  {
    name,
    program,
    slugs = {},
    env: more = {},
  }: { name: string; program?: string; slugs?: Record<string, string>; env?: Record<string, string> },
): Promise<RunningInstance> {
  const port = await findFreePort();
  const publicUrl = `http://localhost:${port}`;
  const options = { dataDir, env: { PORT: String(port), ...more } };
  const lectern = (args: readonly string[]) => runCli(args, options);
  let running: RunningCli | undefined;
  let token = '';
  const instance: RunningInstance = {
    name,
    publicUrl,
    did: `did:web:localhost%3A${port}`,
    dataDir,
    lectern,
    async ask(args) {
      const { code, stdout, stderr } = await lectern([...args, '--json']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout);
    },
    didOf: (slug) => `did:web:localhost%3A${port}:issuers:${slug}`,
    async serve() {
      running = await startServe(port, options);
    },
    async post<T>(path: string, body: unknown): Promise<T> {
      const response = await fetch(`${publicUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      expect(response.ok ? '' : `${path}: ${response.status} ${text}`).toBe('');
      return JSON.parse(text) as T;
    },
    async stop() {
      await running?.kill('SIGKILL');
    },
  };
  const init = ['init', '--site', 'https://www.example.org'];
  const own = [...init, '--name', name, ...(program === undefined ? [] : ['--program', program])];
  expect(await instance.ask(own)).toMatchObject({ did: instance.did });
  for (const [slug, called] of Object.entries(slugs))
    await instance.ask([...init, '--slug', slug, '--name', called]);
  const scopes = 'award,sign,manage,read';
  ({ token } = await instance.ask<{ token: string }>([
    ...['tokens', 'create', '--name', 'test', '--scope', scopes],
  ]));
  return instance;
}

/** The day so many days ago, `YYYY-MM-DD`. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}
