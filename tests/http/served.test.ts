import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMigratedDatabase } from '../support/postgres.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

/** On PostgreSQL and over real sockets: what other tests call in memory and on SQLite. */
let test: TestApp;
let database: Awaited<ReturnType<typeof createMigratedDatabase>>;
let server: ReturnType<typeof serve>;
let port: number;
beforeAll(async () => {
  database = await createMigratedDatabase();
  test = await openTestApp({ databaseUrl: database.url });
  server = serve({ fetch: test.app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await test.close();
  await database.drop();
});

/** Sends until all is sent, an answer with its body is there, or the connection ends. */
async function exchange(parts: Iterable<string>): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  const over = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => {
      answer += chunk;
      if (/\r\n\r\n[\s\S]*\}/.test(answer)) resolve();
    });
    // Whoever is refused while sending may find the connection closed.
    socket.on('error', () => {}).on('close', () => resolve());
  });
  for (const part of parts) {
    if (answer !== '' || socket.destroyed) break;
    await Promise.race([new Promise((written) => socket.write(part, written)), over]);
  }
  await over;
  socket.destroy();
  return answer;
}

const head = (path: string, more: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${more}\r\n\r\n`;
const MEGABYTE = 'x'.repeat(1_000_000);

describe('20 MB', () => {
  it.each(['/api/verify', '/credentials/verify', '/verify'])(
    'sent to %s are refused with 413, announced or not',
    async (path) => {
      const announced = await exchange([head(path, 'Content-Length: 20000000'), ...Array(20).fill(MEGABYTE)]);
      expect(announced).toMatch(/^HTTP\/1\.1 413 /);
      expect(announced).toContain('#PAYLOAD_TOO_LARGE');
      const chunk = `${MEGABYTE.length.toString(16)}\r\n${MEGABYTE}\r\n`;
      const chunked = await exchange([
        head(path, 'Transfer-Encoding: chunked'),
        ...Array(20).fill(chunk),
        '0\r\n\r\n',
      ]);
      expect(chunked).toMatch(/^HTTP\/1\.1 413 /);
      expect(chunked).toContain('#PAYLOAD_TOO_LARGE');
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    },
  );
});

describe('a NUL, which PostgreSQL cannot hold', () => {
  it.each([
    '/achievements/%00',
    '/achievements/tlms-1?v=%00',
    '/frameworks/%00',
    '/frameworks/tlms?v=a%00b',
    '/programs/%00',
    '/issuers/%00/did.json',
    '/c/%00',
    '/status/%00',
  ])('in %s is nothing that there is', async (path) => {
    expect((await test.get(path, { accept: 'application/json' })).status).toBe(404);
  });

  it('in an id is an id that nobody has', async () => {
    for (const path of ['/credentials/%00', '/api/credentials/a%00b'])
      expect([path, (await test.get(path, test.bearer('read'))).status]).toEqual([path, 404]);
    const off = await test.app.request('/api/shares/%00', {
      method: 'DELETE',
      headers: test.bearer('manage'),
    });
    expect(off.status).toBe(404);
    expect((await test.get('/api/credentials?after=%00', test.bearer('read'))).status).toBeLessThan(500);
  });

  it('or an id too long for an index, in a credential to sign is no failure of ours', async () => {
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: 'did:example:1',
      credentialSubject: { id: 'did:example:2' },
    };
    for (const body of [
      { credential: { ...credential, name: 'a\u0000b' } },
      { credential: { ...credential, id: 'urn:x:\u0000' } },
      { credential, options: { credentialId: 'urn:x:a\u0000' } },
      { credential: { ...credential, id: `urn:x:${randomBytes(4_000).toString('hex')}` } },
    ]) {
      const response = await test.post('/credentials/issue', body, test.bearer('sign'));
      expect([response.status, await response.text()]).toSatisfy(
        ([status]: [number, string]) => status < 500,
      );
    }
    expect(await test.issuing.store.listUnfinishedIssuances(new Date('9999-01-01'), 10)).toEqual([]);
  });
});
