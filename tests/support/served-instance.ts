import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from '../../src/http/app.tsx';
import { openBatchChecks } from '../../src/http/batches/batch-checks.ts';
import { readAssets } from '../../src/http/read-assets.ts';
import { openBatchQueue } from '../../src/issuer/batch/batch-queue.ts';
import type { Policy } from '../../src/model/policy.ts';
import { createFetchBytes } from '../../src/network/fetch-bytes.ts';
import { createFetchDocument } from '../../src/network/fetch-document.ts';
import { type EngineName, openTestInstanceOn } from './engines.ts';
import { findFreePort } from './run-cli.ts';
import type { TestInstance } from './test-instance.ts';

const PAGES_DIR = resolve('dist/pages');

export interface ServedInstance extends TestInstance {
  publicUrl: string;
  port: number;
}

/**
 * A test instance on a port of its own, with the built pages: what a browser needs. Its clock is the real one. With a public port,
 * that is where the world looks for it, and somebody else has to answer there.
 */
export async function serveTestInstance({
  engine = 'SQLite',
  publicPort,
  policy = null,
  onLogLine,
}: {
  engine?: EngineName;
  publicPort?: number;
  /** The operator's. */
  policy?: Policy | null;
  /** Hears all that the web service logs; without it nothing is logged. */
  onLogLine?: (line: string) => void;
} = {}): Promise<ServedInstance> {
  const port = await findFreePort();
  const publicUrl = `http://localhost:${publicPort ?? port}`;
  const instance = await openTestInstanceOn(engine, { publicUrl });
  instance.clock.now = new Date();
  const log =
    onLogLine === undefined ? pino({ level: 'silent' }) : pino({ level: 'trace' }, { write: onLogLine });
  const queue = await openBatchQueue(instance.databaseUrl);
  const checks = openBatchChecks(instance.issuing, log);
  const ending = new AbortController();
  const app = createApp({
    batches: {
      queue,
      wake: () => {},
      spoolDir: join(instance.dir, 'spool'),
      checks,
      ending: ending.signal,
    },
    issuing: instance.issuing,
    fetchDocument: instance.issuing.fetchDocument,
    fetchOutside: createFetchDocument({ allowLocalhost: true }),
    fetchBytes: createFetchBytes({ allowLocalhost: true }),
    policy,
    log,
    assets: await readAssets(PAGES_DIR),
    pagesDir: PAGES_DIR,
  });
  const server = serve({ fetch: app.fetch, port });
  return {
    ...instance,
    publicUrl,
    port,
    async close() {
      ending.abort();
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await checks.close();
      await queue.close();
      await instance.close();
    },
  };
}
