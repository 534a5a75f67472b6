import type { Issuing, Signers } from '../../src/issuer/issuing.ts';
import { openKeyDirectory } from '../../src/issuer/key-directory.ts';
import type { KeyHolder } from '../../src/issuer/key-holder.ts';
import { openSigners } from '../../src/issuer/open-signers.ts';
import { fetchOwnDocumentsFirst } from '../../src/issuer/own-documents.ts';
import { type FetchDocument, FetchFailure } from '../../src/model/verification.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

export const PUBLIC_URL = 'https://badges.county.example';

export interface OpenIssuingOptions {
  databaseUrl: string;
  keyDir: string;
  clock: { now: Date };
  publicUrl?: string;
  /** Wraps the store, to watch or to break it. */
  wrapStore?: (store: Store) => Store;
  wrapSigners?: (signers: Signers) => Signers;
}

/** Real store and real key files, our own documents from the store, and no network. Imports nothing that plain Node cannot. */
export async function openIssuing(
  options: OpenIssuingOptions,
): Promise<{ issuing: Issuing; keys: KeyHolder; close(): Promise<void> }> {
  const { databaseUrl, keyDir, clock, publicUrl = PUBLIC_URL, wrapStore, wrapSigners } = options;
  const opened = await openStore(databaseUrl);
  await opened.migrate();
  const keys = openKeyDirectory(keyDir);
  const signers = openSigners({ store: opened, holder: keys, now: () => clock.now });
  const base = {
    store: wrapStore?.(opened) ?? opened,
    signers: wrapSigners?.(signers) ?? signers,
    publicUrl,
    now: () => clock.now,
    sample: false,
  };
  return {
    issuing: { ...base, fetchDocument: fetchOwnDocumentsFirst(base, fetchNothing) },
    keys,
    close: () => opened.close(),
  };
}

const fetchNothing: FetchDocument = async () => {
  throw new FetchFailure('unreachable');
};
