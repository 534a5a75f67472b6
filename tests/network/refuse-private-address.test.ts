import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createFetchDocument } from '../../src/network/fetch-document.ts';
import { readAllowedUrl } from '../../src/network/read-allowed-url.ts';
import { createCheckedLookup, isPublicAddress } from '../../src/network/refuse-private-address.ts';
import { expectFailure } from './expect-failure.ts';
import { sendJson, startLocalServer } from './local-server.ts';

const PRIVATE = [
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'this network'],
  ['10.0.0.1', 'private'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['169.254.169.254', 'metadata of most clouds'],
  ['169.254.170.2', 'metadata of containers'],
  ['168.63.129.16', 'metadata of Azure'],
  ['192.0.0.192', 'metadata of Oracle'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['100.100.100.200', 'metadata of Alibaba'],
  ['192.0.2.1', 'documentation'],
  ['192.88.99.1', '6to4 relay'],
  ['198.18.0.1', 'benchmarking'],
  ['224.0.0.1', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['::127.0.0.1', 'IPv4-compatible'],
  ['::7f00:1', 'IPv4-compatible, in hexadecimal'],
  ['4000::1', 'not assigned'],
  ['::ffff:127.0.0.1', 'IPv4-mapped'],
  ['::ffff:8.8.8.8', 'IPv4-mapped, even of a public address'],
  ['::ffff:0:10.0.0.1', 'IPv4-translated'],
  ['64:ff9b::a00:1', 'NAT64'],
  ['64:ff9b:1::a00:1', 'local NAT64'],
  ['2002:a00:1::', '6to4'],
  ['2001:0:a00:1::', 'Teredo'],
  ['2001:db8::1', 'documentation'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local with zone'],
  ['fec0::1', 'site-local'],
  ['fd00:ec2::254', 'metadata of AWS, unique local'],
  ['ff02::1', 'multicast'],
  ['localhost', 'not an address'],
  ['', 'not an address'],
] as const;
const PUBLIC = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450::1'];

/** A name server that knows one name and counts how often it is asked. */
function fixedLookup(...addresses: string[]) {
  const asked: string[] = [];
  const lookup: Parameters<typeof createCheckedLookup>[1] = (hostname, _, callback) => {
    asked.push(hostname);
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { asked, lookup };
}

describe('isPublicAddress', () => {
  test.each(PRIVATE)('%s is not (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  test.each(PUBLIC)('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('the URL itself', () => {
  test.each([
    'http://example.org/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'data:application/json,{}',
    'javascript:alert(1)',
    'did:web:example.org',
    '/did.json',
    '',
    'https://user@example.org/',
    'https://:secret@example.org/',
    'https://10.0.0.1/',
    'https://0xa.1/',
    'https://167772161/',
    'https://[::ffff:127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://168.63.129.16/',
    'http://127.0.0.2/',
    'http://localhost.example/',
    'http://localhost./',
  ])('%s is refused, with localhost allowed or not', (url) => {
    for (const allowLocalhost of [true, false])
      expect(() => readAllowedUrl(url, allowLocalhost)).toThrow(
        expect.objectContaining({ reason: 'refused' }),
      );
  });

  test.each(['https://example.org/', 'https://example.org:8443/did.json', 'https://8.8.8.8/'])(
    '%s is allowed',
    (url) => {
      expect(readAllowedUrl(url, false).href).toBe(url);
    },
  );

  test.each(['http://localhost:8080/', 'http://127.0.0.1/', 'http://[::1]/', 'https://localhost/'])(
    '%s is allowed only where localhost is',
    (url) => {
      expect(readAllowedUrl(url, true).href).toBe(url);
      expect(() => readAllowedUrl(url, false)).toThrow(expect.objectContaining({ reason: 'refused' }));
    },
  );

  test('of a local server is not fetched unless localhost is allowed', async () => {
    await using server = await startLocalServer((_, response) => sendJson(response, {}));
    await expectFailure(createFetchDocument({ allowLocalhost: false })(server.origin), 'refused');
    expect(server.requests).toHaveLength(0);
  });
});

describe('the address that a name resolves to', () => {
  test.each([
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['10.0.0.1'],
    ['8.8.8.8', '127.0.0.1'],
    ['2606:4700:4700::1111', 'fd00::1'],
    [],
  ])('is refused (%s, %s), before anything is sent, at the first attempt', async (...addresses) => {
    const { asked, lookup } = fixedLookup(...addresses.filter((each) => each !== undefined));
    let connections = 0;
    const listening = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listening.listen(0, resolve));
    const address = listening.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    for (const allowLocalhost of [true, false]) {
      const fetchDocument = createFetchDocument({ allowLocalhost, lookup });
      await expectFailure(fetchDocument(`https://rebound.example:${port}/`), 'refused');
    }
    // One question a fetch: the answer that is checked is the answer that is used.
    expect(asked).toEqual(['rebound.example', 'rebound.example']);
    expect(connections).toBe(0);
    await new Promise((resolve) => listening.close(resolve));
  });

  test('must be loopback for the name localhost', async () => {
    const { lookup } = fixedLookup('8.8.8.8');
    const fetchDocument = createFetchDocument({ allowLocalhost: true, lookup });
    await expectFailure(fetchDocument('http://localhost:8080/'), 'refused');
  });

  test('is handed on in the form that was asked for', () => {
    const checked = createCheckedLookup(false, fixedLookup('8.8.8.8', '2606:4700:4700::1111').lookup);
    const answers: unknown[] = [];
    checked('example.org', { all: true }, (...answer) => answers.push(answer));
    checked('example.org', {}, (...answer) => answers.push(answer));
    expect(answers).toEqual([
      [
        null,
        [
          { address: '8.8.8.8', family: 4 },
          { address: '2606:4700:4700::1111', family: 6 },
        ],
      ],
      [null, '8.8.8.8', 4],
    ]);
  });

  test('that cannot be had makes the host unreachable', async () => {
    const fetchDocument = createFetchDocument({
      allowLocalhost: false,
      retries: 0,
      lookup: (_, __, callback) =>
        callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []),
    });
    await expectFailure(fetchDocument('https://nowhere.example/'), 'unreachable');
  });
});
