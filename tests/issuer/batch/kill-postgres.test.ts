import { it } from 'vitest';
import { createMigratedDatabase } from '../../support/postgres.ts';
import { openTestInstance } from '../../support/test-instance.ts';
import { KILLS, survive } from './survive-kills.ts';

it(`kill -9 at ${KILLS} random moments, on PostgreSQL with two at work`, { timeout: 300_000 }, async () => {
  const { url, drop } = await createMigratedDatabase();
  await survive(await openTestInstance({ databaseUrl: url }), 2);
  await drop();
});
