import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { listKeyFiles, openKeyDirectory, saveKeyFile } from '../../src/issuer/key-directory.ts';
import { createKeyFile, encryptKeyFile, type KeyFile, openKeyFile } from '../../src/issuer/key-file.ts';
import { changePassphrase, encryptKeyFiles } from '../../src/issuer/rewrite-key-files.ts';

const DID = 'did:web:badges.county.example';
const AT = new Date('2026-11-21T12:00:00Z');
const OLD = 'correct horse battery staple';
const NEW = 'incorrect horse battery staple';
const DATA = new TextEncoder().encode('what is to be signed');

/** Two keys under the old passphrase, made once: each time takes as long as a guess of it. */
let one: KeyFile;
let other: KeyFile;
beforeAll(async () => {
  [one, other] = await Promise.all([createKeyFile(DID, AT, OLD), createKeyFile(DID, AT, OLD)]);
});

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-rewrite-'));
  onTestFinished(() => rm(dir, { recursive: true }));
});

/** What every key of the directory signs, so that one sees that they are the same keys. */
async function signAll(passphrase?: string): Promise<Record<string, string>> {
  const keys = openKeyDirectory(dir, passphrase);
  const entries = (await keys.listKeys()).map(async ({ publicKeyMultibase: key }) => {
    const signature = await (await keys.openSigner(key)).sign({ data: DATA });
    return [key, Buffer.from(signature).toString('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const readAll = async () =>
  Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name), 'utf8')));

describe('encrypting key files', { timeout: 180_000 }, () => {
  it('leaves the same keys, in the same files, and no secret in clear', async () => {
    const secrets: string[] = [];
    for (const at of [AT, new Date('2027-01-01T00:00:00Z')]) {
      const file = await createKeyFile(DID, at);
      secrets.push(file.secretKeyMultibase ?? '');
      await saveKeyFile(dir, file);
    }
    const names = await readdir(dir);
    const before = await signAll();
    const { changed, unchanged } = await encryptKeyFiles(dir, OLD);
    expect([changed.length, unchanged.length]).toEqual([2, 0]);
    expect((await readdir(dir)).sort()).toEqual(names.sort());
    expect(await signAll(OLD)).toEqual(before);
    for (const name of names) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
    for (const secret of secrets) expect((await readAll()).join()).not.toContain(secret);
    expect(await encryptKeyFiles(dir, OLD)).toEqual({ changed: [], unchanged: changed });
  });

  it('writes nothing if its passphrase is not that of the keys that are encrypted already', async () => {
    await saveKeyFile(dir, await createKeyFile(DID, AT));
    await saveKeyFile(dir, one);
    const before = await readAll();
    await expect(encryptKeyFiles(dir, NEW)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    expect(await readAll()).toEqual(before);
    expect((await encryptKeyFiles(dir, OLD)).changed).toHaveLength(1);
  });

  it('finds nothing to do where there are no keys', async () => {
    expect(await encryptKeyFiles(join(dir, 'none'), OLD)).toEqual({ changed: [], unchanged: [] });
  });
});

describe('changing the passphrase', { timeout: 180_000 }, () => {
  it('leaves the same keys, which the old one does not open any more', async () => {
    for (const file of [one, other]) await saveKeyFile(dir, file);
    const before = await signAll(OLD);
    expect((await changePassphrase(dir, OLD, NEW)).changed).toHaveLength(2);
    expect(await signAll(NEW)).toEqual(before);
    for (const { file } of await listKeyFiles(dir))
      await expect(openKeyFile(file, OLD)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
  });

  it('finishes what a crash left half done', async () => {
    const plain = await createKeyFile(DID, AT);
    await saveKeyFile(dir, await encryptKeyFile(plain, NEW));
    await saveKeyFile(dir, one);
    const { changed, unchanged } = await changePassphrase(dir, OLD, NEW);
    expect([changed.length, unchanged]).toEqual([1, [plain.id]]);
    expect(Object.keys(await signAll(NEW))).toHaveLength(2);
  });

  it('writes nothing if a key opens with neither, or lies plain', async () => {
    await saveKeyFile(dir, one);
    await saveKeyFile(dir, await createKeyFile(DID, AT, 'another horse altogether'));
    const before = await readAll();
    await expect(changePassphrase(dir, OLD, NEW)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
    expect(await readAll()).toEqual(before);
    await saveKeyFile(dir, await createKeyFile(DID, AT));
    await expect(changePassphrase(dir, OLD, NEW)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
