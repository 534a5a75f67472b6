import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundIssuer } from '../../src/issuer/found-issuer.ts';
import type { Issuing } from '../../src/issuer/issuing.ts';
import { openKeyDirectory } from '../../src/issuer/key-directory.ts';
import { fetchOwnDocumentsFirst } from '../../src/issuer/own-documents.ts';
import { publishShipped } from '../../src/issuer/publish-program.ts';
import { FetchFailure } from '../../src/model/verification.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

export const PUBLIC_URL = 'https://badges.county.example';

export interface TestInstance {
  issuing: Issuing;
  keyDir: string;
  /** What the instance takes for now; tests may move it. */
  clock: { now: Date };
  close(): Promise<void>;
}

export interface TestInstanceOptions {
  databaseUrl?: string;
  publicUrl?: string;
  /** Wraps the store, to watch or to break it. */
  wrapStore?: (store: Store) => Store;
}

/** A real instance in a folder of its own: real store, real key file, the shipped programs, no network. */
export async function openTestInstance(options: TestInstanceOptions = {}): Promise<TestInstance> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-test-'));
  const keyDir = join(dir, 'keys');
  const opened = await openStore(options.databaseUrl ?? `sqlite:${join(dir, 'test.sqlite')}`);
  await opened.migrate();
  const store = options.wrapStore?.(opened) ?? opened;
  const clock = { now: new Date('2026-11-21T12:00:00Z') };
  const base = {
    store,
    signers: openKeyDirectory(keyDir),
    publicUrl: options.publicUrl ?? PUBLIC_URL,
    now: () => clock.now,
    sample: false,
  };
  const fetchNothing = async () => {
    throw new FetchFailure('unreachable');
  };
  const issuing: Issuing = { ...base, fetchDocument: fetchOwnDocumentsFirst(base, fetchNothing) };
  await foundIssuer(issuing, {
    slug: '',
    name: 'Test County Office of Education',
    url: 'https://county.example',
    email: 'office@county.example',
    actor: 'test',
    keyDir,
    passphrase: undefined,
  });
  await publishShipped(issuing, ['sonoma-like', 'county-local', 'competencies'], 'test');
  return {
    issuing,
    keyDir,
    clock,
    async close() {
      await opened.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
