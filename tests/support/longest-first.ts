import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, at the head of the line. A file that is gone from here only starts later. */
const LONG = [
  'cli/backup',
  'cli/compromise',
  'verify/mutations',
  'cli/signer',
  'issuer/status/two-processes',
  'issuer/status/kill-changes',
  'cli/batch-moves',
  'cli/kill-reissue',
  'proof/canonical-plan',
  'issuer/record/make-record',
  'store/postgres',
  'issuer/rewrite-key-files',
  'cli/three-instances',
  'issuer/batch/overlapping-batches',
  'cli/records',
  'issuer/batch/verify-many',
  'browser/withdrawn',
  'issuer/crash',
  'issuer/batch/kill-postgres',
  'issuer/batch/kill-sqlite',
  'proof/sign-with-plan',
  'issuer/status/replace',
  'proof/canonical-plan-fuzz',
  'verify/trust-attacks',
  'cli/export',
  'store/job-queue',
  'cli/practice',
  'issuer/keys/rotation-under-load',
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
