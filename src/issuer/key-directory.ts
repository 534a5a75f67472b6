import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../model/problem.ts';
import type { Signer } from '../proof/signer.ts';
import type { Signers } from './issuing.ts';
import { type KeyFile, openKeyFile, parseKeyFile } from './key-file.ts';

/** Every key file of the directory, the newest first; none when there is no directory. */
export async function listKeyFiles(directory: string): Promise<KeyFile[]> {
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => parseKeyFile(await readFile(join(directory, name), 'utf8'))),
  );
  return files.sort((a, b) => b.created.localeCompare(a.created));
}

/**
 * Writes a key so that only its owner can read it; never over another one. Returns the path. The file appears whole or not
 * at all: half a key file, left by a crash, would keep every other key from being read.
 */
export async function saveKeyFile(directory: string, file: KeyFile): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, `${file.publicKeyMultibase}.json`);
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, path);
  } finally {
    await rm(draft);
  }
  return path;
}

/** Signs with the key files of a directory: the newest key of a DID signs, older ones stay in its DID document. */
export function openKeyDirectory(directory: string, passphrase?: string): Signers {
  const opened = new Map<string, Promise<Signer>>();
  const filesOf = async (did: string) =>
    (await listKeyFiles(directory)).filter(({ controller }) => controller === did);
  return {
    async signerOf(did) {
      const [file] = await filesOf(did);
      if (file === undefined)
        throw new AppError('KEY_UNAVAILABLE', 'There is no signing key for this issuer here.');
      const signer = opened.get(file.id) ?? openKeyFile(file, passphrase);
      opened.set(file.id, signer);
      // A wrong passphrase is not remembered: the next try reads the file again.
      signer.catch(() => opened.delete(file.id));
      return signer;
    },
    async publicKeysOf(did) {
      return (await filesOf(did)).map(({ publicKeyMultibase }) => publicKeyMultibase);
    },
  };
}
