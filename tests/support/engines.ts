import { createMigratedDatabase } from './postgres.ts';
import { openTestInstance, type TestInstance, type TestInstanceOptions } from './test-instance.ts';

/** For `describe.each`. */
export const ENGINES = ['SQLite', 'PostgreSQL'] as const;
export type EngineName = (typeof ENGINES)[number];

/** A test instance on this engine; closing it drops its database too. */
export async function openTestInstanceOn(
  engine: EngineName,
  options: Omit<TestInstanceOptions, 'databaseUrl'> = {},
): Promise<TestInstance> {
  if (engine === 'SQLite') return openTestInstance(options);
  const { url, drop } = await createMigratedDatabase();
  const instance = await openTestInstance({ ...options, databaseUrl: url });
  return {
    ...instance,
    async close() {
      await instance.close();
      await drop();
    },
  };
}
