import { type Instance, openInstance } from '../compose.ts';
import type { Config, Secrets } from '../config.ts';
import { readSettings } from './read-settings.ts';

/** Opens the instance that the environment describes for one command, and closes it whatever happens. */
export async function withInstance<T>(
  act: (instance: Instance, config: Config, secrets: Secrets) => Promise<T>,
): Promise<T> {
  const { config, secrets } = await readSettings();
  const instance = await openInstance(config, secrets);
  try {
    return await act(instance, config, secrets);
  } finally {
    await instance.close();
  }
}
