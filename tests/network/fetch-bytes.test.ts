import { describe, expect, test } from 'vitest';
import { createFetchBytes } from '../../src/network/fetch-bytes.ts';
import { expectFailure } from './expect-failure.ts';
import { sendRedirect, startLocalServer } from './local-server.ts';

const fetchBytes = createFetchBytes({ allowLocalhost: true });
const TEN_MB = 10 * 1024 * 1024;

describe('what is behind a link', () => {
  test.each([
    ['a JWT', 'eyJhbGciOiJFZERTQSJ9.e30.AAAA'],
    ['JSON, with every space of it', ' { "a" : 1 }\n'],
    ['bytes that are not text', Buffer.from([0xff, 0xd8, 0xff, 0x00])],
    ['nothing', ''],
  ])('comes as it is: %s', async (_, body) => {
    await using server = await startLocalServer((_, response) => response.end(body));
    expect(Buffer.from(await fetchBytes(server.origin))).toEqual(Buffer.from(body));
  });

  test('is asked for as a credential, JWT included', async () => {
    await using server = await startLocalServer((_, response) => response.end());
    await fetchBytes(server.origin);
    expect(server.requests[0]?.headers.accept).toMatch(/^application\/vc, application\/vc\+jwt, /);
    expect(server.requests[0]?.headers).not.toHaveProperty('cookie');
  });

  test('has 10 MB at most', async () => {
    let size = TEN_MB;
    await using server = await startLocalServer((_, response) => response.end(Buffer.alloc(size)));
    expect((await fetchBytes(server.origin)).length).toBe(TEN_MB);
    size += 1;
    await expectFailure(fetchBytes(server.origin), 'too-large');
    expect(server.requests).toHaveLength(2);
  });
});

describe('the limits of documents', () => {
  test.each(['http://example.org/', 'https://10.0.0.1/', 'https://user:secret@example.org/'])(
    'refuse %s, also as a redirect',
    async (url) => {
      await expectFailure(fetchBytes(url), 'refused');
      await using server = await startLocalServer((_, response) => sendRedirect(response, url));
      await expectFailure(fetchBytes(server.origin), 'refused');
    },
  );

  test('refuse localhost where there is none to be', async () => {
    await using server = await startLocalServer((_, response) => response.end('x'));
    await expectFailure(createFetchBytes({ allowLocalhost: false })(server.origin), 'refused');
    expect(server.requests).toHaveLength(0);
  });

  test('refuse a name of a private address', async () => {
    const fetchInside = createFetchBytes({
      allowLocalhost: true,
      lookup: (_, __, callback) => callback(null, [{ address: '10.1.2.3', family: 4 }]),
    });
    await expectFailure(fetchInside('https://inside.example/'), 'refused');
  });

  test('ask again after an outage, and not after 404', async () => {
    await using server = await startLocalServer((request, response) =>
      response
        .writeHead(request.url === '/gone' ? 404 : server.requests.length === 1 ? 503 : 200)
        .end('there'),
    );
    expect(Buffer.from(await fetchBytes(server.origin)).toString()).toBe('there');
    await expectFailure(fetchBytes(`${server.origin}/gone`), 'not-found');
    expect(server.requests).toHaveLength(3);
  });
});
