import { it } from 'vitest';
import { openTestInstance } from '../../support/test-instance.ts';
import { KILLS, survive } from './survive-kills.ts';

it(`kill -9 at ${KILLS} random moments, on SQLite`, { timeout: 300_000 }, async () => {
  await survive(await openTestInstance(), 1);
});
