import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { OWNER_AND_GROUP, OWNER_ONLY } from '../../src/network/claim-socket-path.ts';
import { createLineCutter } from '../../src/network/message-line.ts';
import { type SocketServing, serveSocket } from '../../src/network/serve-socket.ts';
import { openSocketClient, type SocketClientOptions } from '../../src/network/socket-client.ts';
import { sayRaw } from '../support/say-raw.ts';

const HELLO = { protocol: 'echo', version: 1 };
const MAX_BYTES = 4_096;

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-socket-'));
  path = join(dir, 'private', 's.sock');
});
afterEach(() => rm(dir, { recursive: true }));

/** Says what it was told; nothing to a request without words. */
const serve = (change: Partial<SocketServing> = {}) =>
  serveSocket({
    path,
    access: OWNER_ONLY,
    hello: HELLO,
    maxBytes: MAX_BYTES,
    malformed: { error: 'malformed' },
    answer: async (request) => (typeof request['say'] === 'string' ? { said: request['say'] } : null),
    ...change,
  });

const open = (change: Partial<SocketClientOptions> = {}) => {
  const client = openSocketClient(path, { hello: HELLO, timeoutMs: 20_000, maxBytes: MAX_BYTES, ...change });
  onTestFinished(() => client.close());
  return client;
};

const line = (message: object) => Buffer.from(`${JSON.stringify(message)}\n`);

describe('requests over a socket', () => {
  it('are answered in any order, on one connection', async () => {
    const waiting = new Map<string, () => void>();
    const service = await serve({
      answer: (request) =>
        new Promise((answer) => {
          const say = String(request['say']);
          waiting.set(say, () => answer({ said: say }));
          // The last one lets the others go, newest first.
          if (waiting.size === 50)
            setImmediate(() => {
              for (const go of [...waiting.values()].reverse()) go();
            });
        }),
    });
    const client = open();
    const said: JsonObject[] = [];
    await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        said.push(await client.exchange({ say: `${i}` }));
        expect(said.at(-1)).toEqual({ said: `${i}` });
      }),
    );
    expect(said.at(-1)).toEqual({ said: '0' });
    expect(service.connections()).toBe(1);
    client.close();
    await service.close();
  });

  it('are more than the service takes at once, and all of them are answered', async () => {
    const service = await serve();
    const client = open();
    const texts = Array.from({ length: 2_000 }, (_, i) => `${i} é ${'x'.repeat(i % 300)}`);
    const answers = await Promise.all(texts.map((say) => client.exchange({ say })));
    expect(answers).toEqual(texts.map((said) => ({ said })));
    client.close();
    await service.close();
  });

  it('fail while nobody listens, and are answered again after a restart', async () => {
    const client = open();
    await expect(client.exchange({ say: 'x' })).rejects.toMatchObject({ reason: 'unreachable' });
    const first = await serve();
    expect(await client.exchange({ say: 'one' })).toEqual({ said: 'one' });
    await first.close();
    await expect(client.exchange({ say: 'x' })).rejects.toMatchObject({
      reason: expect.stringMatching(/^(unreachable|lost)$/),
    });
    const second = await serve();
    expect(await client.exchange({ say: 'two' })).toEqual({ said: 'two' });
    client.close();
    await second.close();
  });

  it('that are under way are answered when the service ends, and no later one is', async () => {
    let go = () => {};
    let note = () => {};
    const asked = new Promise<void>((noted) => {
      note = noted;
    });
    const service = await serve({
      answer: (request) =>
        new Promise((answer) => {
          go = () => answer({ said: request['say'] ?? null });
          note();
        }),
    });
    const client = open();
    const underWay = client.exchange({ say: 'under way' });
    await asked;
    const closed = service.close();
    const late = client.exchange({ say: 'late' });
    const lost = expect(late).rejects.toMatchObject({ reason: 'lost' });
    go();
    expect(await underWay).toEqual({ said: 'under way' });
    await Promise.all([closed, lost]);
    expect(await readdir(join(dir, 'private'))).toEqual([]);
  });

  it('that are not answered in time fail, with all that share the connection', async () => {
    const service = await serve({ answer: () => new Promise(() => {}) });
    const client = open({ timeoutMs: 50 });
    const outcomes = await Promise.allSettled([client.exchange({ say: '1' }), client.exchange({ say: '2' })]);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { reason: 'timeout' } });
    client.close();
    await expect(client.exchange({ say: '3' })).rejects.toMatchObject({ reason: 'closed' });
    void service.close();
  });

  it('are not sent if they are too large, and not believed if their answer is', async () => {
    const service = await serve({
      answer: async () => ({ said: 'x'.repeat(MAX_BYTES) }),
    });
    const client = open();
    await expect(client.exchange({ say: 'x'.repeat(MAX_BYTES) })).rejects.toMatchObject({
      reason: 'too-large',
    });
    await expect(client.exchange({ say: 'x' })).rejects.toMatchObject({ reason: 'misunderstood' });
    await service.close();
  });

  it('are not made in another version or protocol', async () => {
    const service = await serve();
    for (const hello of [
      { ...HELLO, version: 2 },
      { ...HELLO, protocol: 'ohce' },
    ])
      await expect(open({ hello }).exchange({ say: 'x' })).rejects.toMatchObject({ reason: 'misunderstood' });
    await service.close();
  });
});

describe('a client', () => {
  /** Whatever listens here, it is not ours. */
  async function listenWith(answer: string): Promise<void> {
    await mkdir(join(dir, 'private'));
    const server: Server = createServer((socket) => socket.on('error', () => {}).write(answer));
    await new Promise<void>((up) => server.listen(path, up));
    onTestFinished(() => void server.close());
  }
  const hello = line(HELLO).toString();

  it.each([
    ['no JSON', 'hello\n'],
    ['no hello', '{"id":1,"said":"x"}\n'],
    ['an answer to nothing', `${hello}{"id":9,"said":"x"}\n`],
    ['an answer without an id', `${hello}{"said":"x"}\n`],
    ['no object', `${hello}[1]\n`],
    ['a line without an end', 'x'.repeat(MAX_BYTES + 1)],
    [
      'a list that is deeper than any message',
      `${hello}{"id":1,"said":${'['.repeat(1000)}${']'.repeat(1000)}}\n`,
    ],
  ])('takes %s for a failure', async (_, answer) => {
    await listenWith(answer);
    await expect(open().exchange({ say: 'x' })).rejects.toMatchObject({ reason: 'misunderstood' });
  });
});

describe('whatever is said to a service', () => {
  it('never ends it, and is answered by an error or not at all', async () => {
    const service = await serve();
    const client = open();
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(`${text}\n`)),
      fc.object().map(line),
      fc.constantFrom(
        line(HELLO),
        line({ id: 1, say: 'x' }),
        line({ id: 1 }),
        line({ id: 'x', say: 'x' }),
        line({ id: 1.5, say: 'x' }),
        line({ id: 1, say: 'x' }).subarray(0, 9),
        Buffer.alloc(MAX_BYTES + 1, 'x'),
        Buffer.from('\n'),
        Buffer.from('\r\n'),
        Buffer.from([0xff, 0xfe, 0x0a]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(piece, { maxLength: 6 }), async (isPolite, pieces) => {
        const said = await sayRaw(path, Buffer.concat(isPolite ? [line(HELLO), ...pieces] : pieces));
        const lines = said.split('\n');
        expect(lines.pop()).toBe('');
        for (const [i, text] of lines.entries()) {
          const message = JSON.parse(text);
          if (message.error !== undefined) expect(message.error).toBe('malformed');
          else expect(i === 0 ? message : { said: message.said }).toEqual(i === 0 ? HELLO : { said: 'x' });
        }
        expect(await client.exchange({ say: 'still there' })).toEqual({ said: 'still there' });
      }),
      { numRuns: 200 },
    );
    client.close();
    await service.close();
  });

  it.each([
    ['nothing like a hello', [Buffer.from('GET / HTTP/1.1\r\n\r\n')], null],
    ['a request before the hello', [line({ id: 1, say: 'x' })], null],
    ['a line that is too long', [line(HELLO), Buffer.alloc(MAX_BYTES + 1, '1')], null],
    ['something that is no request', [line(HELLO), line({ id: 7, sing: 'x' })], 7],
  ])('gets an error and the end: %s', async (_, pieces, id) => {
    const service = await serve();
    const said = await sayRaw(path, Buffer.concat(pieces));
    expect(JSON.parse(said.trim().split('\n').at(-1) ?? '')).toEqual({ id, error: 'malformed' });
    await service.close();
  });

  it('is cut into the same lines however it arrives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.filter((byte) => byte !== 10))),
        fc.infiniteStream(fc.integer({ min: 1, max: 30 })),
        (lines, sizes) => {
          const all = Buffer.concat(lines.flatMap((bytes) => [bytes, Buffer.from('\n')]));
          const cutter = createLineCutter(40);
          const found: Uint8Array[] = [];
          for (let at = 0; at < all.length; ) {
            const size = sizes.next().value;
            found.push(...(cutter.push(all.subarray(at, at + size)) ?? [Buffer.from('too long')]));
            at += size;
          }
          expect(found.map((bytes) => [...bytes])).toEqual(lines.map((bytes) => [...bytes]));
        },
      ),
    );
  });
});

describe('the place of a socket', () => {
  const invalid = { code: 'CONFIG_INVALID' };

  it('is open to its owner alone, or to a group', async () => {
    const service = await serve();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, 'private'))).mode & 0o777).toBe(0o700);
    await service.close();
    const shared = await serve({ path: join(dir, 'shared', 's.sock'), access: OWNER_AND_GROUP });
    expect((await stat(join(dir, 'shared', 's.sock'))).mode & 0o777).toBe(0o660);
    expect((await stat(join(dir, 'shared'))).mode & 0o777).toBe(0o750);
    await shared.close();
  });

  it('is not in a folder that is open to others', async () => {
    await mkdir(join(dir, 'private'), { mode: 0o755 });
    await expect(serve()).rejects.toMatchObject(invalid);
    await expect(serve({ access: OWNER_AND_GROUP })).rejects.toMatchObject(invalid);
  });

  it('is not taken from a process that listens there', async () => {
    const service = await serve();
    await expect(serve()).rejects.toMatchObject({
      ...invalid,
      detail: expect.stringContaining('already listens'),
    });
    expect(await open().exchange({ say: 'mine' })).toEqual({ said: 'mine' });
    await service.close();
  });

  it('is taken from a process that was killed', async () => {
    await mkdir(join(dir, 'private'), { mode: 0o700 });
    leaveSocket(path);
    expect((await stat(path)).isSocket()).toBe(true);
    const service = await serve();
    expect(await open().exchange({ say: 'x' })).toEqual({ said: 'x' });
    await service.close();
  });

  it('is not taken from a file, nor from a link', async () => {
    await mkdir(join(dir, 'private'), { mode: 0o700 });
    await writeFile(path, 'precious');
    await expect(serve()).rejects.toMatchObject(invalid);
    await rm(path);
    leaveSocket(join(dir, 'other.sock'));
    await symlink(join(dir, 'other.sock'), path);
    await expect(serve()).rejects.toMatchObject(invalid);
  });
});

/** What kill -9 leaves: a socket that nobody listens on. */
function leaveSocket(at: string): void {
  const script = `require('net').createServer().listen(${JSON.stringify(at)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
}
