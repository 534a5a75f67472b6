/** What is promised of each ratio; `bench.ts` says which are kept. */
export const TARGETS = {
  'batch-sign-vs-reference': {
    atLeast: 60,
    says: 'one dual-proof credential of a batch on one core, times @digitalbazaar/vc',
  },
  'batch-sign-vs-floor': { atMost: 2.2, says: 'the same, times its two raw Ed25519 signatures' },
  'single-issue-vs-reference': {
    atLeast: 0.9,
    says: 'signing one credential by itself, times @digitalbazaar/vc',
  },
  'batch-whole-vs-reference': {
    atLeast: 60,
    says: 'CSV text to durable credentials, two workers, SQLite, times the pipeline of the library',
  },
  'batch-whole-postgres-vs-reference': { atLeast: 40, says: 'the same on PostgreSQL' },
  'workers-2-vs-1': { atLeast: 1.7, says: 'signing and storing with two workers, times with one' },
  'rows-time-10x': { atMost: 11, says: 'time of a whole batch with ten times the rows' },
  'rows-memory-10x': { atMost: 1.3, says: 'peak memory with ten times the rows' },
  'verify-many-vs-reference': {
    atLeast: 20,
    says: 'verifying many with status, times signatures alone by @digitalbazaar/vc',
  },
  'verify-one-vs-reference': {
    atLeast: 1,
    says: 'verifying one with status, times signatures alone by @digitalbazaar/vc',
  },
  'share-p99-while-signing': { atMost: 5, says: 'a share page’s p99 while a batch is signed, times idle' },
  'verify-p99-while-signing': { atMost: 5, says: 'a verification’s p99 while a batch is signed, times idle' },
  'verifier-page-js-kb': {
    atMost: 120,
    says: 'kilobytes of JavaScript that the verifier page and its worker load at first, compressed',
  },
} as const satisfies Record<string, { says: string } & ({ atLeast: number } | { atMost: number })>;

export type RatioName = keyof typeof TARGETS;

export function isKept(name: RatioName, value: number): boolean {
  const target: { atLeast?: number; atMost?: number } = TARGETS[name];
  return value >= (target.atLeast ?? 0) && value <= (target.atMost ?? Number.POSITIVE_INFINITY);
}

export function describeTarget(name: RatioName): string {
  const target: { atLeast?: number; atMost?: number } = TARGETS[name];
  return target.atLeast === undefined ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}
