import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundIssuer } from '../../src/issuer/found-issuer.ts';
import type { Issuing, Signers } from '../../src/issuer/issuing.ts';
import type { KeyHolder } from '../../src/issuer/key-holder.ts';
import { publishShipped } from '../../src/issuer/publish-program.ts';
import type { Store } from '../../src/store/store.ts';
import { openIssuing, PUBLIC_URL } from './open-issuing.ts';

export { PUBLIC_URL };

export interface TestInstance {
  issuing: Issuing;
  dir: string;
  keyDir: string;
  keys: KeyHolder;
  databaseUrl: string;
  /** What the instance takes for now; tests may move it. */
  clock: { now: Date };
  /** Closes the store and removes the folder. */
  close(): Promise<void>;
}

export interface TestInstanceOptions {
  databaseUrl?: string;
  publicUrl?: string;
  /** Wraps the store, to watch or to break it. */
  wrapStore?: (store: Store) => Store;
  wrapSigners?: (signers: Signers) => Signers;
}

/** A real instance in a folder of its own: real store, real key file, the shipped programs, no network. */
export async function openTestInstance(options: TestInstanceOptions = {}): Promise<TestInstance> {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-test-'));
  const keyDir = join(dir, 'keys');
  const databaseUrl = options.databaseUrl ?? `sqlite:${join(dir, 'test.sqlite')}`;
  const clock = { now: new Date('2026-11-21T12:00:00Z') };
  const { issuing, keys, close } = await openIssuing({ ...options, databaseUrl, keyDir, clock });
  await foundIssuer(issuing, {
    slug: '',
    name: 'Test County Office of Education',
    url: 'https://county.example',
    email: 'office@county.example',
    actor: 'test',
    keys,
  });
  await publishShipped(issuing, ['sonoma-like', 'county-local', 'competencies'], 'test');
  return {
    issuing,
    dir,
    keyDir,
    keys,
    databaseUrl,
    clock,
    async close() {
      await close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
