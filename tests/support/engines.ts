import { createPostgresDatabase } from './postgres.ts';
import { openTestInstance, type TestInstance } from './test-instance.ts';

/** For `describe.each`. */
export const ENGINES = ['SQLite', 'PostgreSQL'] as const;
export type EngineName = (typeof ENGINES)[number];

/** A test instance on this engine; closing it drops its database too. */
export async function openTestInstanceOn(engine: EngineName): Promise<TestInstance> {
  if (engine === 'SQLite') return openTestInstance();
  const { url, drop } = await createPostgresDatabase();
  const instance = await openTestInstance({ databaseUrl: url });
  return {
    ...instance,
    async close() {
      await instance.close();
      await drop();
    },
  };
}
