import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/support/temporary-folder-global-setup.ts', 'tests/support/postgres-global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Made for two cores. One worker more, because many tests wait for processes, leases and the browser.
    maxWorkers: 3,
  },
});
