import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openInstance } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { restoreBackup } from '../../../src/issuer/backup/restore-backup.ts';
import { writeBackup } from '../../../src/issuer/backup/write-backup.ts';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { partAward } from '../../support/awards.ts';
import { openTestInstance } from '../../support/test-instance.ts';

const PUBLIC_URL = 'http://localhost:18173';

let dir: string;
let good: string;
let lines: string[];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-damaged-'));
  const instance = await openTestInstance({ publicUrl: PUBLIC_URL });
  await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  good = join(dir, 'good.backup');
  await writeBackup(instance.issuing, {
    file: good,
    force: false,
    keyDir: instance.keyDir,
    lectern: '0.1.0',
    actor: 'test',
    onProgress: () => {},
  });
  await instance.close();
  lines = gunzipSync(await readFile(good))
    .toString()
    .trimEnd()
    .split('\n');
});
afterAll(() => rm(dir, { recursive: true }));

interface Target {
  dataDir: string;
  restore(file: string, wrap?: (store: Store) => Store): Promise<unknown>;
  /** Nothing is there but the empty database. */
  expectUntouched(): Promise<void>;
  openAsService(): Promise<unknown>;
}

async function newTarget({ publicUrl = PUBLIC_URL, isLocal = true } = {}): Promise<Target> {
  const dataDir = await mkdtemp(join(dir, 'target-'));
  const databaseUrl = `sqlite:${join(dataDir, 'lectern.sqlite')}`;
  return {
    dataDir,
    async restore(file, wrap = (store) => store) {
      const store = await openStore(databaseUrl);
      try {
        return await restoreBackup({
          file,
          store: wrap(store),
          keyDir: join(dataDir, 'keys'),
          publicUrl,
          isLocal,
          actor: 'test',
          at: new Date(),
          onProgress: () => {},
        });
      } finally {
        await store.close();
      }
    },
    async expectUntouched() {
      const names = await readdir(dataDir);
      expect(names.filter((name) => !name.startsWith('lectern.sqlite'))).toEqual([]);
      const store = await openStore(databaseUrl);
      await store.migrate();
      expect([await store.listIssuers(), await store.listAudit({ limit: 1 })]).toEqual([[], []]);
      await store.close();
    },
    async openAsService() {
      const { config, secrets } = readConfig({
        LECTERN_PUBLIC_URL: PUBLIC_URL,
        LECTERN_DATA_DIR: dataDir,
      });
      const instance = await openInstance(config, secrets);
      onTestFinished(() => instance.close());
      return instance;
    },
  };
}

/** The lines with a trailer that is right for them. */
function seal(body: readonly string[]): Buffer {
  const text = `${body.join('\n')}\n`;
  const rows: Record<string, number> = {};
  let keys = 0;
  for (const line of body.slice(1)) {
    const { table, key } = JSON.parse(line);
    if (key !== undefined) keys++;
    else rows[table] = (rows[table] ?? 0) + 1;
  }
  const sha256 = createHash('sha256').update(text).digest('hex');
  return gzipSync(`${text}${JSON.stringify({ rows, keys, sha256 })}\n`);
}

async function write(content: Buffer): Promise<string> {
  const file = join(dir, 'hostile.backup');
  await writeFile(file, content);
  return file;
}

const changeHeader = (change: object) => [
  JSON.stringify({ ...JSON.parse(lines[0] ?? ''), ...change }),
  ...lines.slice(1, -1),
];
const withKey = (key: object) => [...lines.slice(0, -2), JSON.stringify(key)];
const aKey = () => JSON.parse(lines.at(-2) ?? '');

describe('a backup that is not as it was written', () => {
  it.each<[string, () => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['no gzip', () => Buffer.from('{"format":"lectern-backup"}')],
    ['gzip of something else', () => gzipSync('hello\n')],
    ['gzip of nothing', () => gzipSync('')],
    ['no header', () => gzipSync(`${lines.slice(1).join('\n')}\n`)],
    ['no trailer', () => gzipSync(`${lines.slice(0, -1).join('\n')}\n`)],
    ['no end of its last line', () => gzipSync(lines.join('\n'))],
    ['more after its end', () => gzipSync(`${lines.join('\n')}\n{}\n`)],
    ['two trailers', () => gzipSync(`${lines.join('\n')}\n${lines.at(-1)}\n`)],
    ['a row less', () => gzipSync(`${lines.toSpliced(5, 1).join('\n')}\n`)],
    ['a letter changed', () => gzipSync(`${lines.join('\n').replace('Test County', 'Best County')}\n`)],
    ['a line without end', () => gzipSync(Buffer.alloc(80_000_000, 0x20))],
    ['deep nesting', () => gzipSync(`${'['.repeat(1_000_000)}\n`)],
    ['no UTF-8', () => gzipSync(Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a])]))],
    ['another version', () => seal(changeHeader({ version: 2 }))],
    ['another format', () => seal(changeHeader({ format: 'other' }))],
    ['an unknown table', () => seal([...lines.slice(0, -1), '{"table":"sqlite_schema","row":{"sql":"x"}}'])],
    ['an unknown column', () => seal(lines.slice(0, -1).map((line) => line.replace('"slug":', '"slog":')))],
    [
      'a value of a wrong kind',
      () => seal(lines.slice(0, -1).map((line) => line.replace('"slug":""', '"slug":[]'))),
    ],
    [
      'a row that breaks a reference',
      () => seal(lines.slice(0, -1).filter((line) => !line.includes('"issuances"'))),
    ],
    ['a key with a path', () => seal(withKey({ ...aKey(), key: '../../escape.json' }))],
    ['a key with a full path', () => seal(withKey({ ...aKey(), key: '/tmp/escape.json' }))],
    ['a key that is hidden', () => seal(withKey({ ...aKey(), key: '.json' }))],
    ['a key that is none', () => seal(withKey({ ...aKey(), content: '{"secret":1}' }))],
    ['a key twice', () => seal([...lines.slice(0, -1), JSON.stringify(aKey())])],
  ])('is refused, and changes nothing: %s', async (_, make) => {
    const target = await newTarget();
    await expect(target.restore(await write(make()))).rejects.toMatchObject({
      code: 'BACKUP_INVALID',
      detail: expect.not.stringMatching(/County|secret|escape/),
    });
    await target.expectUntouched();
  });

  it('is refused wherever it is cut off, and whatever byte is changed', async () => {
    const target = await newTarget();
    const whole = await readFile(good);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        await expect(target.restore(await write(whole.subarray(0, at)))).rejects.toMatchObject({
          code: 'BACKUP_INVALID',
        });
        // The first ten bytes are gzip's header, with parts that say nothing of the content.
        if (at < 10) return;
        // Nor do the bits that fill the last byte before its checksum and length.
        if (at === whole.length - 9) return;
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ flip;
        await expect(target.restore(await write(changed))).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
      }),
      { numRuns: 60 },
    );
    await target.expectUntouched();
  });

  it('is refused when it changes between the look and the restore', async () => {
    const target = await newTarget();
    const file = await write(await readFile(good));
    const swapped = target.restore(file, (store) => ({
      ...store,
      async restoreSnapshot(...given) {
        await write(seal(changeHeader({ lectern: 'other' })));
        return store.restoreSnapshot(...given);
      },
    }));
    await expect(swapped).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
    await target.expectUntouched();
  });
});

describe('a good backup', () => {
  it('is refused for what it is not: of another address, of the future, with open keys for the public', async () => {
    for (const [target, file] of [
      [await newTarget({ publicUrl: 'http://localhost:1' }), good],
      [
        await newTarget(),
        await write(seal(changeHeader({ migrations: ['0001-initial-schema', '9999-later'] }))),
      ],
    ] as const) {
      await expect(target.restore(file)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
      await target.expectUntouched();
    }
    const open = await newTarget({ isLocal: false });
    await expect(open.restore(good)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
    await open.expectUntouched();
  });

  it('that was cut off between the database and the keys is finished by the same file, and by no other', async () => {
    const target = await newTarget();
    // What a process that is killed then leaves: rows that are committed, keys that are not in place.
    await new Promise<void>((committed) => {
      void target.restore(good, (store) => ({
        ...store,
        async restoreSnapshot(...given) {
          await store.restoreSnapshot(...given);
          committed();
          return new Promise(() => {});
        },
      }));
    });
    expect(await readdir(target.dataDir)).toContain('keys.restoring');
    await expect(target.openAsService()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const other = await write(seal(changeHeader({ lectern: 'other' })));
    await expect(target.restore(other)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(target.openAsService()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await target.restore(good);
    expect(await readdir(join(target.dataDir, 'keys'))).toHaveLength(1);
    expect(await readdir(target.dataDir)).not.toContain('keys.restoring');
    await target.openAsService();
  });

  it('keeps what is no key in the key folder, aside', async () => {
    const target = await newTarget();
    await mkdir(join(target.dataDir, 'keys'));
    await writeFile(join(target.dataDir, 'keys', 'note.txt'), 'mine');
    await target.restore(good);
    const aside = (await readdir(target.dataDir)).find((name) => name.startsWith('keys.')) ?? '';
    expect(await readFile(join(target.dataDir, aside, 'note.txt'), 'utf8')).toBe('mine');
  });
});
