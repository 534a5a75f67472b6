/**
 * The scripts that tests run as processes of their own, bundled when the first test asks for one: a process that is killed
 * twenty times over should not look for a thousand files each time. Workers ask here, over HTTP, for where they are.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { withoutHttpClient } from '../../vite.server.config.ts';
import { CHILD_SCRIPTS, type ChildScript } from './child-scripts.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the folder of the bundled scripts, after bundling them if need be. */
    childrenAt: string;
  }
}

const TESTS = fileURLToPath(new URL('..', import.meta.url));
/** Below the packages, where one that is no JavaScript is found; the same for each run, so that what Node compiled serves the next. */
const FOLDER = fileURLToPath(new URL('../../node_modules/.lectern-tests', import.meta.url));

export async function setup(project: TestProject): Promise<() => void> {
  let built: Promise<void> | undefined;
  const server = createServer(async (_request, response) => {
    try {
      built ??= buildChildren();
      await built;
      response.end(FOLDER);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  project.provide('childrenAt', `http://127.0.0.1:${address.port}/`);
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

async function buildChildren(): Promise<void> {
  const { build } = await import('vite');
  const nameOf = (script: ChildScript) => script.replace(/\.ts$/, '');
  await build({
    configFile: false,
    plugins: [withoutHttpClient],
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: true,
      outDir: FOLDER,
      // Another run may be at it.
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(CHILD_SCRIPTS.map((script) => [nameOf(script), TESTS + script])),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}
