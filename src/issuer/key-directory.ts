import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../model/problem.ts';
import type { Signer } from '../proof/signer.ts';
import { createKeyFile, type KeyFile, openKeyFile, parseKeyFile } from './key-file.ts';
import type { HeldKey, KeyHolder } from './key-holder.ts';

/** A key file and where it lies. */
export interface PlacedKeyFile {
  path: string;
  file: KeyFile;
}

/** Every key file of the directory, the newest first; none when there is no directory. */
export async function listKeyFiles(directory: string): Promise<PlacedKeyFile[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readPlaced(join(directory, name))),
  );
  return files
    .filter((placed) => placed !== null)
    .sort(({ file: a }, { file: b }) => b.created.localeCompare(a.created));
}

/** Null if it was destroyed after the directory was listed. */
async function readPlaced(path: string): Promise<PlacedKeyFile | null> {
  try {
    return { path, file: parseKeyFile(await readFile(path, 'utf8')) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Writes a key so that only its owner can read it; never over another one. Returns the path. The file appears whole or not
 * at all: half a key file, left by a crash, would keep every other key from being read.
 */
export async function saveKeyFile(directory: string, file: KeyFile): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = keyFilePath(directory, file.publicKeyMultibase);
  const draft = await writeDraft(path, file);
  try {
    await link(draft, path);
  } finally {
    await rm(draft);
  }
  await flushDirectory(directory);
  return path;
}

/** Puts another form of the same key in its place: after a crash the one or the other is there, whole. */
export async function replaceKeyFile({ path, file }: PlacedKeyFile): Promise<void> {
  const draft = await writeDraft(path, file);
  try {
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await flushDirectory(dirname(path));
}

/** Where `saveKeyFile` puts a key. */
export function keyFilePath(directory: string, publicKeyMultibase: string): string {
  return join(directory, `${publicKeyMultibase}.json`);
}

/**
 * Holds the keys of a directory, one file each. With a passphrase new ones are encrypted. Files that come or go while it is open
 * are noticed.
 */
export function openKeyDirectory(directory: string, passphrase?: string): KeyHolder {
  const opened = new Map<string, Promise<Signer>>();
  const destroyed = new Set<string>();
  const findFiles = async (key: string) =>
    (await listKeyFiles(directory)).filter(({ file }) => file.publicKeyMultibase === key);

  async function openSigner(key: string): Promise<Signer> {
    const [found] = await findFiles(key);
    if (found === undefined) throw new AppError('KEY_UNAVAILABLE', 'There is no such signing key here.');
    const known = opened.get(key);
    if (known !== undefined) return known;
    const signer = openKeyFile(found.file, passphrase).then(refuseOnceDestroyed);
    opened.set(key, signer);
    // A wrong passphrase is not remembered: the next try reads the file again.
    signer.catch(() => opened.delete(key));
    return signer;
  }

  function refuseOnceDestroyed(signer: Signer): Signer {
    return {
      ...signer,
      async sign(input) {
        if (destroyed.has(signer.publicKeyMultibase))
          throw new AppError('KEY_UNAVAILABLE', 'This signing key has been destroyed.');
        return signer.sign(input);
      },
    };
  }

  return {
    openSigner,
    async listKeys() {
      return (await listKeyFiles(directory)).map(({ file }) => describeKey(file));
    },
    async createKey(controller, at) {
      const file = await createKeyFile(controller, at, passphrase);
      await saveKeyFile(directory, file);
      return describeKey(file);
    },
    async destroyKey(key) {
      const files = await findFiles(key);
      // Overwriting first would destroy nothing: disks and file systems write new bytes elsewhere and keep the old ones a while.
      for (const { path } of files) await unlink(path);
      if (files.length > 0) await flushDirectory(directory);
      destroyed.add(key);
      opened.delete(key);
      return files.length > 0;
    },
  };
}

function describeKey({ publicKeyMultibase, controller, created, encryptedSecretKey }: KeyFile): HeldKey {
  return {
    publicKeyMultibase,
    controller,
    created: new Date(created),
    isEncrypted: encryptedSecretKey !== undefined,
  };
}

async function writeDraft(path: string, file: KeyFile): Promise<string> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return draft;
}

/** So that a name that came or went does so before we say that it did, even if the power fails. */
async function flushDirectory(directory: string): Promise<void> {
  // Windows has no such thing as a folder that can be opened.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
