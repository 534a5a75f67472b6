import { mkdir } from 'node:fs/promises';
import { type OpenKeys, openKeys } from './compose-keys.ts';
import type { Config, Secrets } from './config.ts';
import { isRestoring } from './issuer/backup/key-files.ts';
import type { Issuing } from './issuer/issuing.ts';
import type { KeyHolder } from './issuer/key-holder.ts';
import { openSigners } from './issuer/open-signers.ts';
import { fetchOwnDocumentsFirst } from './issuer/own-documents.ts';
import { isPracticeIssuer } from './issuer/practice/practice-issuer.ts';
import { AppError } from './model/problem.ts';
import type { FetchDocument } from './model/verification.ts';
import { cacheDocuments } from './network/cache-documents.ts';
import { createFetchDocument } from './network/fetch-document.ts';
import { didWebOf } from './proof/did-url.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

/** How long a DID document or a status list of others is kept for the verify endpoints. */
const CACHE_MS = 60_000;

export interface Instance {
  issuing: Issuing;
  /** Whatever holds the private keys. */
  keys: KeyHolder;
  /** For checking what strangers bring: our own documents, and the world's, kept for a minute. */
  fetchDocument: FetchDocument;
  /** What the world sees, ourselves included: no short cut, nothing remembered. */
  fetchOutside: FetchDocument;
  close(): Promise<void>;
}

/**
 * The composition root: opens the store, the keys and the way out, and hands them to the use cases. Rejects with AppError
 * CONFIG_INVALID when what lies in the data directory does not belong to this configuration.
 */
export async function openInstance(config: Config, secrets: Secrets): Promise<Instance> {
  await makeDataDir(config);
  if (await isRestoring(config.keyDir)) {
    throw new AppError(
      'CONFIG_INVALID',
      'A backup is being restored here, or was and did not come to its end: run `lectern restore` with the same file again.',
    );
  }
  const store = await openDatabase(config.databaseUrl, (opened) => opened.migrate());
  let keys: OpenKeys | undefined;
  try {
    const root = await store.findIssuer('');
    if (root !== null && root.did !== didWebOf(config.publicUrl)) {
      throw new AppError(
        'CONFIG_INVALID',
        'This data belongs to another public URL: set LECTERN_PUBLIC_URL (or PORT) back, or use another LECTERN_DATA_DIR.',
      );
    }
    if (isPracticeIssuer(root) && !config.isLocal) {
      throw new AppError(
        'CONFIG_INVALID',
        'This is the data of a practice instance: use another LECTERN_DATA_DIR for a real one.',
      );
    }
    keys = await openKeys(config, secrets);
    const { holder, close } = keys;
    const fetchRemote = createFetchDocument({ allowLocalhost: config.isLocal });
    const now = () => new Date();
    const base = {
      store,
      signers: openSigners({ store, holder, now }),
      publicUrl: config.publicUrl,
      now,
      sample: isPracticeIssuer(root) || (root === null && config.isLocal),
    };
    const cached = cacheDocuments(fetchRemote, { ttlMs: CACHE_MS, maxEntries: 200, now: base.now });
    return {
      issuing: { ...base, fetchDocument: fetchOwnDocumentsFirst(base, fetchRemote) },
      keys: holder,
      fetchDocument: fetchOwnDocumentsFirst(base, cached),
      fetchOutside: fetchRemote,
      close: async () => {
        close();
        await store.close();
      },
    };
  } catch (error) {
    keys?.close();
    await store.close();
    throw error;
  }
}

/** The store of an instance that is yet to be: as it is, without its schema. Rejects with AppError CONFIG_INVALID. */
export async function openBareStore(config: Config): Promise<Store> {
  await makeDataDir(config);
  return openDatabase(config.databaseUrl, (opened) => opened.ping());
}

async function makeDataDir({ dataDir }: Config): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw new AppError('CONFIG_INVALID', 'LECTERN_DATA_DIR cannot be made or is no folder.', { cause });
  });
}

/** The reasons of an engine are its own; what to look at is the same for all. */
async function openDatabase(databaseUrl: string, begin: (store: Store) => Promise<void>): Promise<Store> {
  try {
    const store = await openStore(databaseUrl);
    await begin(store);
    return store;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    const detail = `The database cannot be opened${code}: look at LECTERN_DATABASE_URL, LECTERN_DATA_DIR and who may read them.`;
    throw new AppError('CONFIG_INVALID', detail, { cause });
  }
}
