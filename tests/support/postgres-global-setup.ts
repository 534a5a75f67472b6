/**
 * One PostgreSQL for the whole run, started when the first test asks for a database. Workers cannot start it for each
 * other, so they ask here, over HTTP, for its URL.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the URL of the PostgreSQL administrator, after starting the server if need be. */
    postgresUrlAt: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let cluster: Promise<Cluster> | undefined;
  const server = createServer(async (_request, response) => {
    try {
      cluster ??= startCluster();
      response.end((await cluster).url);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  project.provide('postgresUrlAt', `http://127.0.0.1:${address.port}/`);

  return async () => {
    server.close();
    server.closeAllConnections();
    const started = await cluster?.catch(() => undefined);
    if (started) await stopCluster(started.child);
  };
}

interface Cluster {
  url: string;
  child: ChildProcess;
}

async function startCluster(): Promise<Cluster> {
  const script = fileURLToPath(new URL('postgres-cluster.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [url] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`PostgreSQL did not start (code ${code})`);
    }),
  ]);
  return { url, child };
}

async function stopCluster(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.stdin?.end();
  await exit;
}
