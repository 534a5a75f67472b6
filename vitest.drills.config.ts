import { defineConfig } from 'vitest/config';
import { test } from './vitest.config.ts';

/** The tests that ask `atScale` how much they are to do, at their full size. */
export default defineConfig({
  test: {
    ...test,
    include: [
      'tests/cli/backup.test.ts',
      'tests/cli/compromise.test.ts',
      'tests/cli/kill-reissue.test.ts',
      'tests/issuer/batch/kill-postgres.test.ts',
      'tests/issuer/batch/kill-sqlite.test.ts',
      'tests/issuer/status/two-processes.test.ts',
      'tests/verify/mutations.test.ts',
    ],
    env: { LECTERN_TEST_SCALE: 'full' },
  },
});
