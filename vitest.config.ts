import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

export const test: ViteUserConfig['test'] = {
  include: ['tests/**/*.test.{ts,tsx}'],
  globalSetup: [
    'tests/support/temporary-folder-global-setup.ts',
    'tests/support/postgres-global-setup.ts',
    'tests/support/child-global-setup.ts',
  ],
  // A worker loads the modules once for all its files, which takes as long as the tests of a usual file: nothing may be left
  // behind in a module.
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // Made for two cores. One worker more, because many tests wait for processes, leases and the browser.
  maxWorkers: 3,
  // What tests make and drop at once is swept less often.
  execArgv: ['--max-semi-space-size=64'],
  sequence: { sequencer: LongestFirst },
};

export default defineConfig({ test });
