import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createFetchDocument } from '../../src/network/fetch-document.ts';
import { expectFailure } from './expect-failure.ts';
import { sendJson, sendRedirect, startLocalServer } from './local-server.ts';

const fetchLocal = createFetchDocument({ allowLocalhost: true });
const fetchOnce = createFetchDocument({ allowLocalhost: true, retries: 0, timeoutMs: 150 });
const largest = { id: 'a'.repeat(1_000_000 - '{"id":""}'.length) };

describe('a document', () => {
  test('is given with the time of fetching', async () => {
    await using server = await startLocalServer((_, response) => sendJson(response, { id: 'did:web:x' }));
    const before = Date.now();
    const { document, fetchedAt } = await fetchLocal(`${server.origin}/did.json`);
    expect(document).toEqual({ id: 'did:web:x' });
    expect(fetchedAt?.getTime()).toBeGreaterThanOrEqual(before);
    expect(fetchedAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test('is given with what caches were told', async () => {
    await using server = await startLocalServer(({ url }, response) => {
      if (url === '/kept') response.setHeader('cache-control', 'public, max-age=300');
      sendJson(response, {});
    });
    expect(await fetchLocal(`${server.origin}/kept`)).toMatchObject({ cacheControl: 'public, max-age=300' });
    expect(await fetchLocal(`${server.origin}/a`)).not.toHaveProperty('cacheControl');
  });

  test('is asked for with GET, by its media types, without credentials', async () => {
    await using server = await startLocalServer((_, response) => sendJson(response, {}));
    await fetchLocal(`${server.origin}/a`);
    expect(server.requests[0]?.method).toBe('GET');
    expect(server.requests[0]?.headers.accept).toMatch(/^application\/vc, application\/did\+json, /);
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(server.requests[0]?.headers).not.toHaveProperty('cookie');
  });

  test('may be compressed', async () => {
    await using server = await startLocalServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}')),
    );
    expect((await fetchLocal(server.origin)).document).toEqual({ a: 1 });
  });

  test('may be exactly as large as the cap, and is reached by the name localhost too', async () => {
    await using server = await startLocalServer((_, response) => sendJson(response, largest));
    const { document } = await fetchLocal(`http://localhost:${server.port}/`);
    expect(document).toEqual(largest);
  });

  test.each([
    ['HTML', '<!doctype html><title>Not found</title>'],
    ['an array', '[{}]'],
    ['a string', '"{}"'],
    ['nothing', ''],
    ['JSON that is cut off', '{"a":'],
    ['JSON nested too deep', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ])('is not %s, and asking again would not help', async (_, body) => {
    await using server = await startLocalServer((_, response) => response.end(body));
    await expectFailure(fetchLocal(server.origin), 'not-json');
    expect(server.requests).toHaveLength(1);
  });
});

describe('size', () => {
  test('one byte beyond the cap is too large', async () => {
    await using server = await startLocalServer((_, response) =>
      sendJson(response, { id: `${largest.id}a` }),
    );
    await expectFailure(fetchLocal(server.origin), 'too-large');
    expect(server.requests).toHaveLength(1);
  });

  test('a body without end is cut off, and the connection with it', async () => {
    let sent = 0;
    let closed = () => {};
    const closing = new Promise<void>((resolve) => {
      closed = resolve;
    });
    await using server = await startLocalServer((_, response) => {
      const chunk = Buffer.alloc(64 * 1024, ' ');
      const pump = () => {
        while (!response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return;
        }
      };
      response.on('drain', pump).on('close', closed);
      pump();
    });
    await expectFailure(fetchLocal(server.origin), 'too-large');
    await closing;
    // What lies in socket buffers on both sides comes on top of the cap.
    expect(sent).toBeLessThan(20_000_000);
  });

  test('a small body that unpacks to much is too large, and is not unpacked to its end', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000, ' '), { level: 9 });
    expect(bomb.length).toBeLessThan(1_000_000);
    await using server = await startLocalServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const before = process.memoryUsage.rss();
    await expectFailure(fetchLocal(server.origin), 'too-large');
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });
});

describe('time', () => {
  test('a server that does not answer is unreachable', async () => {
    await using server = await startLocalServer(() => {});
    await expectFailure(fetchOnce(server.origin), 'unreachable');
  });

  test('a server that starts an answer and never ends it is unreachable', async () => {
    await using server = await startLocalServer((_, response) => response.write('{"a":'));
    await expectFailure(fetchOnce(server.origin), 'unreachable');
  });

  test('a slow server is asked again', async () => {
    await using server = await startLocalServer((_, response) => {
      if (server.requests.length > 1) sendJson(response, {});
    });
    const fetchPatiently = createFetchDocument({ allowLocalhost: true, timeoutMs: 150 });
    await expect(fetchPatiently(server.origin)).resolves.toHaveProperty('document', {});
  });
});

describe('trying again', () => {
  test('after 500, then given up after two more attempts', async () => {
    await using server = await startLocalServer((_, response) => sendJson(response, {}, 500));
    await expectFailure(fetchLocal(server.origin), 'unreachable');
    expect(server.requests).toHaveLength(3);
  });

  test('helps when the second answer is good', async () => {
    await using server = await startLocalServer((_, response) =>
      sendJson(response, { ok: true }, server.requests.length === 1 ? 503 : 200),
    );
    expect((await fetchLocal(server.origin)).document).toEqual({ ok: true });
  });

  test('helps when the connection broke', async () => {
    await using server = await startLocalServer((request, response) => {
      if (server.requests.length === 1) request.socket.destroy();
      else sendJson(response, { ok: true });
    });
    expect((await fetchLocal(server.origin)).document).toEqual({ ok: true });
  });

  test.each([
    [404, 'not-found'],
    [410, 'not-found'],
    [400, 'unreachable'],
    [403, 'unreachable'],
    [429, 'unreachable'],
    [304, 'unreachable'],
  ] as const)('is not done after %i, which is %s', async (status, reason) => {
    await using server = await startLocalServer((_, response) => response.writeHead(status).end());
    await expectFailure(fetchLocal(server.origin), reason);
    expect(server.requests).toHaveLength(1);
  });

  test('reaches nobody where nobody listens', async () => {
    const { origin } = await (async () => {
      await using server = await startLocalServer(() => {});
      return { origin: server.origin };
    })();
    await expectFailure(fetchOnce(origin), 'unreachable');
  });
});

describe('redirects', () => {
  const redirectingServer = (steps: number) =>
    startLocalServer((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < steps) sendRedirect(response, `/${step + 1}`);
      else sendJson(response, { step });
    });

  test('three are followed', async () => {
    await using server = await redirectingServer(3);
    expect((await fetchLocal(`${server.origin}/0`)).document).toEqual({ step: 3 });
  });

  test('four are refused, once', async () => {
    await using server = await redirectingServer(4);
    await expectFailure(fetchLocal(`${server.origin}/0`), 'refused');
    expect(server.requests).toHaveLength(4);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'https://169.254.169.254/',
    'https://10.0.0.1/',
    'https://[::ffff:10.0.0.1]/',
    'https://[fd00::1]/',
    'http://example.org/',
    'https://user:secret@example.org/',
    'file:///etc/passwd',
    'data:application/json,{}',
    'https://',
  ])('to %s is refused', async (location) => {
    await using server = await startLocalServer((_, response) => sendRedirect(response, location));
    await expectFailure(fetchLocal(server.origin), 'refused');
    expect(server.requests).toHaveLength(1);
  });

  test('to a name of a private address is refused', async () => {
    await using server = await startLocalServer((_, response) =>
      sendRedirect(response, 'https://inside.example/'),
    );
    const fetchDocument = createFetchDocument({
      allowLocalhost: true,
      lookup: (_, __, callback) => callback(null, [{ address: '10.1.2.3', family: 4 }]),
    });
    await expectFailure(fetchDocument(server.origin), 'refused');
  });
});
