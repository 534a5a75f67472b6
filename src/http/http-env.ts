import type { Logger } from 'pino';
import type { Issuing } from '../issuer/issuing.ts';
import type { SelfTest } from '../issuer/self-test/run-self-test.ts';
import type { Policy } from '../model/policy.ts';
import type { FetchBytes, FetchDocument } from '../model/verification.ts';
import type { BatchDeps } from './batches/batch-deps.ts';
import type { Assets } from './views/instance.ts';

/** What the routes are given by the composition root. */
export interface HttpDeps {
  issuing: Issuing;
  /** For checking what strangers bring; remembers documents for a short while. */
  fetchDocument: FetchDocument;
  /** The same without anything remembered and without a short cut to our own: to see what the world sees. */
  fetchOutside: FetchDocument;
  /** What a link leads to that a stranger gives. */
  fetchBytes: FetchBytes;
  /** Whom the operator trusts beside the instance's own issuers; null: nobody. */
  policy: Policy | null;
  batches: BatchDeps;
  /** The last self-test of this process, null before the first; absent where none is made. */
  selfTest?: () => Pick<SelfTest, 'at' | 'failing'> | null;
  log: Logger;
  assets: Assets;
  /** Folder of the built pages and of `public/`. */
  pagesDir: string;
}

/** What travels with each request. */
export interface HttpEnv {
  Variables: { deps: HttpDeps; requestId: string };
}
