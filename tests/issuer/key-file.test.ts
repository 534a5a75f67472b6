import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listKeyFiles, openKeyDirectory, saveKeyFile } from '../../src/issuer/key-directory.ts';
import { createKeyFile, type KeyFile, openKeyFile, parseKeyFile } from '../../src/issuer/key-file.ts';
import { keyFrom } from '../support/test-issuer.ts';

const DID = 'did:web:badges.county.example';
const AT = new Date('2026-11-21T12:00:00Z');
const PASSPHRASE = 'correct horse battery staple';
const DATA = new TextEncoder().encode('what is to be signed');

let plain: KeyFile;
let encrypted: KeyFile;
let other: KeyFile;
let dir: string;
beforeAll(async () => {
  [plain, encrypted, other] = await Promise.all([
    createKeyFile(DID, AT),
    createKeyFile(DID, AT, PASSPHRASE),
    createKeyFile(DID, AT, PASSPHRASE),
  ]);
  dir = await mkdtemp(join(tmpdir(), 'lectern-keys-'));
});
afterAll(() => rm(dir, { recursive: true }));

const unavailable = { code: 'KEY_UNAVAILABLE' };

describe('a key file', () => {
  it('signs what its public half verifies, plain or encrypted', async () => {
    for (const file of [plain, encrypted]) {
      const signer = await openKeyFile(file, PASSPHRASE);
      expect(signer).toMatchObject({ controller: DID, publicKeyMultibase: file.publicKeyMultibase });
      const signature = await signer.sign({ data: DATA });
      const verifier = (await keyFrom(file.publicKeyMultibase, plain.secretKeyMultibase ?? '')).verifier();
      expect(await verifier.verify({ data: DATA, signature })).toBe(true);
    }
  });

  it('survives being written and read', () => {
    expect(parseKeyFile(JSON.stringify(encrypted))).toEqual(encrypted);
  });

  it('holds no secret in clear when it has a passphrase', () => {
    expect(encrypted.secretKeyMultibase).toBeUndefined();
    expect(encrypted.encryptedSecretKey?.kdf).toMatchObject({ name: 'scrypt', n: 131_072 });
  });

  it('does not open with a wrong passphrase, or with none', async () => {
    await expect(openKeyFile(encrypted, `${PASSPHRASE}!`)).rejects.toMatchObject(unavailable);
    await expect(openKeyFile(encrypted)).rejects.toMatchObject(unavailable);
  });

  it('opens with the passphrase however its accents were typed', async () => {
    const file = await createKeyFile(DID, AT, 'Café über alles'.normalize('NFC'));
    await expect(openKeyFile(file, 'Café über alles'.normalize('NFD'))).resolves.toMatchObject({
      controller: DID,
    });
  });

  it('does not open when its halves belong to two files', async () => {
    const { secretKeyMultibase: secret = '' } = await createKeyFile(DID, AT);
    await expect(openKeyFile({ ...plain, secretKeyMultibase: secret })).rejects.toMatchObject(unavailable);
    const swapped = { ...encrypted, encryptedSecretKey: other.encryptedSecretKey };
    await expect(openKeyFile(swapped, PASSPHRASE)).rejects.toMatchObject(unavailable);
  });

  it.each(['ciphertext', 'tag', 'iv'] as const)('does not open when its %s was changed', async (member) => {
    const sealed = encrypted.encryptedSecretKey;
    if (sealed === undefined) throw new Error('it is encrypted');
    const value = sealed[member];
    const changed = { ...sealed, [member]: (value[0] === 'A' ? 'B' : 'A') + value.slice(1) };
    await expect(
      openKeyFile({ ...encrypted, encryptedSecretKey: changed }, PASSPHRASE),
    ).rejects.toMatchObject(unavailable);
  });

  it('is refused when it is something else, and what it held is not repeated', () => {
    const wrong = [
      '{"secretKeyMultibase":"zMARKER"',
      '[]',
      JSON.stringify({ ...plain, secretKeyMultibase: undefined }),
      JSON.stringify({ ...plain, encryptedSecretKey: encrypted.encryptedSecretKey }),
      JSON.stringify({ ...plain, type: 'MARKER' }),
      JSON.stringify({ ...plain, MARKER: 1 }),
    ];
    for (const text of wrong) {
      let caught: unknown;
      try {
        parseKeyFile(text);
      } catch (error) {
        caught = error;
      }
      expect(caught).toMatchObject({ code: 'CONFIG_INVALID' });
      expect((caught as Error).message).not.toContain('MARKER');
    }
  });
});

describe('a key directory', () => {
  it('is not there yet and has no keys', async () => {
    expect(await listKeyFiles(join(dir, 'none'))).toEqual([]);
    await expect(openKeyDirectory(join(dir, 'none')).openSigner('z6Mk')).rejects.toMatchObject(unavailable);
  });

  it('is readable by its owner alone', async () => {
    const path = await saveKeyFile(join(dir, 'private'), encrypted);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, 'private'))).mode & 0o777).toBe(0o700);
  });

  it('never writes a key over another file, and leaves nothing half-written beside it', async () => {
    const folder = join(dir, 'over');
    const path = await saveKeyFile(folder, plain);
    const before = await readFile(path, 'utf8');
    const forged = { ...encrypted, publicKeyMultibase: plain.publicKeyMultibase };
    await expect(saveKeyFile(folder, forged)).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe(before);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('lists the newest key first, whoever’s it is', async () => {
    const folder = join(dir, 'rotated');
    const old = await createKeyFile(DID, new Date('2025-01-01T00:00:00Z'));
    const stranger = await createKeyFile('did:web:other.example', new Date('2027-01-01T00:00:00Z'));
    for (const file of [old, plain, stranger]) await saveKeyFile(folder, file);
    const keys = openKeyDirectory(folder);
    const list = async () => (await keys.listKeys()).map(({ publicKeyMultibase }) => publicKeyMultibase);
    expect(await list()).toEqual([stranger, plain, old].map(({ publicKeyMultibase }) => publicKeyMultibase));
    const added = await createKeyFile(DID, new Date('2028-01-01T00:00:00Z'));
    await saveKeyFile(folder, added);
    expect((await list())[0]).toBe(added.publicKeyMultibase);
  });

  it('tries again after a passphrase that did not open the key', async () => {
    const folder = join(dir, 'retry');
    const path = await saveKeyFile(folder, { ...encrypted, encryptedSecretKey: other.encryptedSecretKey });
    const keys = openKeyDirectory(folder, PASSPHRASE);
    await expect(keys.openSigner(encrypted.publicKeyMultibase)).rejects.toMatchObject(unavailable);
    await writeFile(path, JSON.stringify(encrypted));
    await expect(keys.openSigner(encrypted.publicKeyMultibase)).resolves.toMatchObject({ controller: DID });
  });
});
