import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, at the head of the line. A file that is gone from here only starts later. */
const LONG = [
  'cli/backup',
  'cli/signer',
  'cli/batch-moves',
  'browser/withdrawn',
  'browser/verifier-page',
  'issuer/crash',
  'store/job-queue',
  'issuer/status/kill-changes',
  'issuer/rewrite-key-files',
  'browser/page-engine',
  'store/postgres',
  'browser/many',
  'browser/keyboard',
  'browser/camera',
  'issuer/batch/kill-postgres',
  'cli/three-instances',
  'cli/compromise',
  'issuer/status/two-processes',
  'cli/batch-check',
  'verify/mutations',
  'browser/outcomes',
  'cli/records',
  'cli/verify',
  'store/sqlite',
  'cli/export',
  'browser/exported-verifier',
  'issuer/batch/overlapping-batches',
  'browser/offline',
  'browser/page-attacks',
  'browser/register',
];

/**
 * The order of the test files: those first that take long, so that none is left to run alone at the end; then Vitest's own order,
 * which on a fresh machine knows only how large each is.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => {
      const rank = LONG.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`));
      return rank === -1 ? LONG.length : rank;
    };
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
