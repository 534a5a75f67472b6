import type { Context } from 'hono';
import type { HttpEnv } from './http-env.ts';
import type { Instance } from './views/instance.ts';

/** What the pages say of the instance that shows them. */
export async function instanceOf(c: Context<HttpEnv>): Promise<Instance> {
  const { issuing, assets } = c.var.deps;
  const issuer = await issuing.store.findIssuer('');
  return { name: issuer?.name ?? 'Lectern', publicUrl: issuing.publicUrl, sample: issuing.sample, assets };
}
