import type { Context } from 'hono';
import type { HttpEnv } from './http-env.ts';
import type { Instance } from './views/instance.ts';

/** What the pages say of the instance that shows them. */
export async function instanceOf(c: Context<HttpEnv>): Promise<Instance> {
  const issuer = await c.var.deps.issuing.store.findIssuer('');
  return { ...namelessInstance(c), ...(issuer === null ? {} : { name: issuer.name }) };
}

/** The same for a page that must do without the store. */
export function namelessInstance(c: Context<HttpEnv>): Instance {
  const { issuing, assets } = c.var.deps;
  return { name: 'Lectern', publicUrl: issuing.publicUrl, sample: issuing.sample, assets };
}
