import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { createApp } from '../../src/http/app.tsx';
import { type BatchChecks, openBatchChecks } from '../../src/http/batches/batch-checks.ts';
import type { HttpDeps, HttpEnv } from '../../src/http/http-env.ts';
import { openBatchQueue } from '../../src/issuer/batch/batch-queue.ts';
import { createToken, TOKEN_SCOPES, type TokenScope } from '../../src/issuer/tokens.ts';
import type { Json } from '../../src/model/json.ts';
import { createFetchBytes } from '../../src/network/fetch-bytes.ts';
import type { JobQueue } from '../../src/store/job-queue.ts';
import { openTestInstance, type TestInstance, type TestInstanceOptions } from './test-instance.ts';

export interface TestApp extends TestInstance {
  app: Hono<HttpEnv>;
  queue: JobQueue;
  spoolDir: string;
  checks: BatchChecks;
  /** How often the threads that sign were woken; there are none. */
  wakes: () => number;
  /** A token with exactly this scope. */
  tokens: Record<TokenScope, string>;
  /** Everything that was logged, at the most talkative level. */
  log: () => string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** JSON unless the body is text already. */
  post(path: string, body: object | Json, headers?: Record<string, string>): Promise<Response>;
  bearer(scope: TokenScope): { authorization: string };
}

/** How many were opened in this process, which counts requests by their address. */
let opened = 0;

/** The whole web surface over a test instance, called without a socket. Its pages' files are stubs. */
export async function openTestApp(
  options: TestInstanceOptions & Partial<Pick<HttpDeps, 'selfTest' | 'policy' | 'fetchBytes'>> = {},
): Promise<TestApp> {
  const instance = await openTestInstance(options);
  const pagesDir = join(instance.dir, 'pages');
  await mkdir(join(pagesDir, 'assets'), { recursive: true });
  await writeFile(join(pagesDir, 'assets', 'style.css'), 'body {}');
  const lines: string[] = [];
  const sink = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const log = pino({ level: 'trace' }, sink);
  const queue = await openBatchQueue(instance.databaseUrl);
  const checks = openBatchChecks(instance.issuing, log);
  const ending = new AbortController();
  const spoolDir = join(instance.dir, 'spool');
  let wakes = 0;
  const wake = () => void wakes++;
  const app = createApp({
    batches: { queue, wake, spoolDir, checks, ending: ending.signal },
    ...(options.selfTest === undefined ? {} : { selfTest: options.selfTest }),
    issuing: instance.issuing,
    fetchDocument: instance.issuing.fetchDocument,
    // There is no socket to come back through.
    fetchOutside: instance.issuing.fetchDocument,
    fetchBytes: options.fetchBytes ?? createFetchBytes({ allowLocalhost: true }),
    policy: options.policy ?? null,
    log,
    assets: {
      style: '/assets/style.css',
      verifier: '/assets/verifier.js',
      checkWorker: '/assets/check-worker.js',
      qrWorker: '/assets/qr-worker.js',
      share: '/assets/share.js',
    },
    pagesDir,
  });
  // Each is asked from an address of its own, so that none uses up what another may ask.
  const incoming = { socket: { remoteAddress: `2001:db8::${(++opened).toString(16)}` } };
  const request = app.request;
  app.request = (input, init, env = { incoming }) => request(input, init, env);
  const entries = TOKEN_SCOPES.map(async (scope) => {
    const token = { name: `test-${scope}`, scopes: [scope], at: instance.clock.now, actor: 'test' };
    return [scope, await createToken(instance.issuing.store, token)];
  });
  const tokens: TestApp['tokens'] = Object.fromEntries(await Promise.all(entries));
  return {
    ...instance,
    app,
    queue,
    spoolDir,
    checks,
    wakes: () => wakes,
    tokens,
    log: () => lines.join(''),
    get: async (path, headers = {}) => app.request(path, { headers }),
    post: async (path, body, headers = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    bearer: (scope) => ({ authorization: `Bearer ${tokens[scope]}` }),
    async close() {
      ending.abort();
      await checks.close();
      await queue.close();
      await instance.close();
    },
  };
}
