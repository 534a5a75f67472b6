import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from '../../src/http/app.tsx';
import { readAssets } from '../../src/http/read-assets.ts';
import { createFetchBytes } from '../../src/network/fetch-bytes.ts';
import { openTestInstance, type TestInstance } from './test-instance.ts';

const PAGES_DIR = resolve('dist/pages');

/** A test instance on a port of its own, with the built pages: what a browser needs. Its clock is the real one. */
export async function serveTestInstance(): Promise<TestInstance & { publicUrl: string }> {
  const port = await findFreePort();
  const publicUrl = `http://localhost:${port}`;
  const instance = await openTestInstance({ publicUrl });
  instance.clock.now = new Date();
  const app = createApp({
    issuing: instance.issuing,
    fetchDocument: instance.issuing.fetchDocument,
    fetchBytes: createFetchBytes({ allowLocalhost: true }),
    log: pino({ level: 'silent' }),
    assets: await readAssets(PAGES_DIR),
    pagesDir: PAGES_DIR,
  });
  const server = serve({ fetch: app.fetch, port });
  return {
    ...instance,
    publicUrl,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await instance.close();
    },
  };
}

async function findFreePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
