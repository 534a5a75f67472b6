import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignerAnswerer } from '../../src/issuer/answer-signer-request.ts';
import { openKeyDirectory, saveKeyFile } from '../../src/issuer/key-directory.ts';
import { createKeyFile, parseKeyFile } from '../../src/issuer/key-file.ts';
import type { KeyHolder } from '../../src/issuer/key-holder.ts';
import { openRemoteKeys } from '../../src/issuer/open-remote-keys.ts';
import { MOST_MESSAGE_BYTES, MOST_SIGNED_BYTES, SIGNER_HELLO } from '../../src/issuer/signer-protocol.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { type OpenedSigner, openSigner } from '../support/open-signer.ts';
import { sayRaw } from '../support/say-raw.ts';

const DID = 'did:web:localhost%3A8080';
const PUBLIC_DID = 'did:web:badges.county.example';
const AT = new Date('2026-11-21T12:00:00Z');
const DATA = new TextEncoder().encode('what is to be signed');
const unavailable = { code: 'KEY_UNAVAILABLE' };

let dir: string;
let holder: KeyHolder;
let key: string;
let signer: OpenedSigner;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-signer-'));
  holder = openKeyDirectory(join(dir, 'keys'));
  key = (await holder.createKey(DID, AT)).publicKeyMultibase;
  signer = await openSigner(dir, holder);
});
afterAll(async () => {
  await signer.close();
  await rm(dir, { recursive: true });
});

const silent = { keyCreated() {}, keyDestroyed() {}, signed() {}, failed() {} };
const answerOf = (from: KeyHolder) => createSignerAnswerer(from, { encrypts: false, events: silent });

describe('what is said to a signer', () => {
  const request = (change: JsonObject = {}) => ({ request: 'sign', key, data: 'AAAA', ...change });

  it('is answered', async () => {
    const { client } = signer.connect();
    expect(await client.exchange({ request: 'listKeys' })).toEqual({
      keys: [{ publicKeyMultibase: key, controller: DID, created: AT.toISOString(), isEncrypted: false }],
    });
    const { signature } = await client.exchange(request());
    expect(Buffer.from(String(signature), 'base64url')).toHaveLength(64);
    expect(signer.events).toContain(`signed ${key}`);
  });

  it.each<[string, JsonObject]>([
    ['nothing', {}],
    ['a request that there is not', { request: 'exportKey', key: 'x' }],
    ['no key', { request: 'sign', data: 'AAAA' }],
    ['a path for a key', { request: 'destroyKey', key: '../../etc/passwd' }],
    ['a member too many', { request: 'listKeys', all: true }],
    [
      'a DID with a line break',
      { request: 'createKey', controller: 'did:web:x\ny', created: AT.toISOString() },
    ],
    ['no time', { request: 'createKey', controller: DID, created: 'now' }],
  ])('is malformed, and ends the connection: %s', async (_, wrong) => {
    const { client } = signer.connect();
    expect(await client.exchange(wrong)).toEqual({ error: 'malformed' });
  });

  it('is malformed if its data is no base64url, or too much', async () => {
    const most = Buffer.alloc(MOST_SIGNED_BYTES).toString('base64url');
    const { client } = signer.connect();
    expect(await client.exchange(request({ data: most }))).toHaveProperty('signature');
    for (const data of ['A', 'AAAA=', 'AA+/', 'AB', `${most.slice(0, -2)}AAAAA`, 1])
      expect(await signer.connect().client.exchange(request({ data }))).toEqual({ error: 'malformed' });
    await expect(
      signer
        .connect()
        .keys.openSigner(key)
        .then(({ sign }) => sign({ data: new Uint8Array(MOST_SIGNED_BYTES + 1) })),
    ).rejects.toMatchObject(unavailable);
  });

  it('never makes it reject, nor say anything but its protocol', async () => {
    const answer = answerOf(holder);
    const text = fc.oneof(fc.string(), fc.constantFrom('sign', 'listKeys', 'destroyKey', key, DID, 'AAAA'));
    const value = fc.oneof(text, fc.jsonValue() as fc.Arbitrary<Json>);
    const message = fc.oneof(
      fc.dictionary(fc.constantFrom('request', 'key', 'data', 'controller', 'created', '__proto__'), value),
      fc.record({ request: text, key: value, data: value }, { requiredKeys: [] }),
    ) as fc.Arbitrary<JsonObject>;
    await fc.assert(
      fc.asyncProperty(message, async (asked) => {
        // These would do what they say.
        fc.pre(asked['request'] !== 'destroyKey' || asked['key'] !== key);
        const answered = await answer(asked);
        if (answered !== null)
          expect(Object.keys(answered).join()).toMatch(/^(keys|signature|destroyed|error)$/);
      }),
      { numRuns: 2_000 },
    );
    expect(await holder.listKeys()).toHaveLength(1);
  });
});

describe('whatever is sent to the socket of a signer', () => {
  const line = (message: object) => Buffer.from(`${JSON.stringify(message)}\n`);
  const sign = { id: 1, request: 'sign', key: '', data: 'AAAA' };

  it('never ends it, and is answered by its protocol', async () => {
    const { client } = signer.connect();
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map((text) => Buffer.from(`${text}\n`)),
      fc
        .dictionary(fc.constantFrom('id', 'request', 'key', 'data', 'protocol'), fc.jsonValue())
        .map((message) => line(message)),
      fc.constantFrom(
        line(SIGNER_HELLO),
        line({ ...SIGNER_HELLO, version: 2 }),
        line({ id: 1, request: 'listKeys' }),
        line({ ...sign, key }),
        line({ ...sign, key, data: '='.repeat(100) }),
        line({ ...sign, key }).subarray(0, 30),
        Buffer.alloc(MOST_MESSAGE_BYTES + 1, '{'),
        Buffer.from(`${'['.repeat(500_000)}\n`),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(piece, { maxLength: 5 }), async (isPolite, pieces) => {
        const bytes = Buffer.concat(isPolite ? [line(SIGNER_HELLO), ...pieces] : pieces);
        const lines = (await sayRaw(signer.path, bytes)).split('\n');
        expect(lines.pop()).toBe('');
        for (const text of lines) {
          const { id: _, ...answer } = JSON.parse(text);
          expect(Object.keys(answer).join()).toMatch(/^(protocol,version|keys|signature|error)$/);
        }
        expect((await client.exchange({ request: 'listKeys' }))['keys']).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a signer for the public', () => {
  it('makes no key that would lie plain', async () => {
    const { keys } = signer.connect();
    await expect(keys.createKey(PUBLIC_DID, AT)).rejects.toMatchObject(unavailable);
    expect(await holder.listKeys()).toHaveLength(1);
    expect(signer.events).toContain('failed createKey');
  });

  it('does not sign with a key that lies plain, nor with the published example', async () => {
    const folder = join(dir, 'unfit');
    const plain = await createKeyFile(PUBLIC_DID, AT);
    const example = parseKeyFile(await readFile('keys.example/encrypted.json', 'utf8'));
    for (const file of [plain, { ...example, controller: PUBLIC_DID }]) await saveKeyFile(folder, file);
    const answer = answerOf(openKeyDirectory(folder, 'correct horse battery staple'));
    for (const { publicKeyMultibase } of [plain, example])
      expect(await answer({ request: 'sign', key: publicKeyMultibase, data: 'AAAA' })).toEqual({
        error: 'unavailable',
      });
  });
});

describe('a client of a signer', () => {
  /** A signer that is broken, or not ours: its answers pass through here. */
  const tamper = (change: (answer: JsonObject, request: JsonObject) => Json | undefined) => {
    const answer = answerOf(holder);
    return openRemoteKeys(async (asked) => {
      const answered = (await answer(asked)) ?? {};
      return (change(answered, asked) ?? answered) as JsonObject;
    });
  };

  it('finds out a wrong signature', async () => {
    let isHonest = true;
    const keys = tamper(({ signature }) => {
      if (isHonest || typeof signature !== 'string') return undefined;
      return {
        signature:
          signature[5] === 'A' ? signature.replace(/^(.{5})./, '$1B') : signature.replace(/^(.{5})./, '$1A'),
      };
    });
    const opened = await keys.openSigner(key);
    await expect(opened.sign({ data: DATA })).resolves.toHaveLength(64);
    isHonest = false;
    await expect(opened.sign({ data: DATA })).rejects.toMatchObject(unavailable);
  });

  it('finds out a signature of another key, or of something else, before anything depends on the key', async () => {
    const other = openKeyDirectory(join(dir, 'other'));
    const { publicKeyMultibase } = await other.createKey(DID, AT);
    const answer = answerOf(other);
    const swapped = openRemoteKeys(async (asked) => {
      if (asked['request'] === 'listKeys') return (await answerOf(holder)(asked)) ?? {};
      return (await answer({ ...asked, key: publicKeyMultibase })) ?? {};
    });
    await expect(swapped.openSigner(key)).rejects.toMatchObject(unavailable);
    const honest = answerOf(holder);
    const elsewhere = openRemoteKeys(
      async (asked) => (await honest(asked['request'] === 'sign' ? { ...asked, data: 'AAAA' } : asked)) ?? {},
    );
    await expect(elsewhere.openSigner(key)).rejects.toMatchObject(unavailable);
  });

  it('finds out a key for somebody else', async () => {
    const keys = tamper((answer, { request }) =>
      request === 'createKey'
        ? { key: { ...(answer['key'] as JsonObject), controller: PUBLIC_DID } }
        : undefined,
    );
    await expect(keys.createKey(DID, AT)).rejects.toMatchObject(unavailable);
  });

  it('takes whatever is no answer for a key that is away', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.constantFrom('keys', 'key', 'signature', 'error', 'destroyed'), fc.jsonValue()),
          fc.constant({
            keys: [
              {
                publicKeyMultibase: `z6Mk${'1'.repeat(44)}`,
                controller: DID,
                created: AT.toISOString(),
                isEncrypted: false,
              },
            ],
          }),
        ),
        async (answer) => {
          const keys = openRemoteKeys(async () => answer as JsonObject);
          await expect(keys.openSigner(key)).rejects.toMatchObject(unavailable);
          await expect(keys.openSigner(`z6Mk${'1'.repeat(44)}`)).rejects.toMatchObject(unavailable);
          await expect(keys.createKey(DID, AT)).rejects.toMatchObject(unavailable);
        },
      ),
    );
  });

  it('takes a signer that is away, or fails, for a key that is away', async () => {
    const gone = openRemoteKeys(() => Promise.reject(new Error('gone')));
    await expect(gone.listKeys()).rejects.toMatchObject(unavailable);
    for (const error of ['malformed', 'unavailable', 'refused', 'failed'])
      await expect(openRemoteKeys(async () => ({ error })).listKeys()).rejects.toMatchObject(unavailable);
    const broken = answerOf({ ...holder, listKeys: () => Promise.reject(new Error('disk')) });
    expect(await broken({ request: 'listKeys' })).toEqual({ error: 'failed' });
  });
});
