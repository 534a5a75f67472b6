import { type Context, Hono } from 'hono';
import { readOperatorPolicy } from '../../issuer/operator-policy.ts';
import { POLICY_SCHEMA, type Policy } from '../../model/policy.ts';
import type { HttpEnv } from '../http-env.ts';

/** Whom this instance's verifier trusts, and the JSON Schema of such a file (docs/policy.md). */
export const policies = new Hono<HttpEnv>()
  .get('/policy.json', async (c) =>
    c.json(await operatorPolicy(c), 200, { 'cache-control': 'public, max-age=300' }),
  )
  .get('/policy.schema.json', (c) =>
    c.body(JSON.stringify(POLICY_SCHEMA, null, 2), 200, {
      'content-type': 'application/schema+json',
      'cache-control': 'public, max-age=86400',
    }),
  );

/** The policy that applies here unless somebody brings another. */
export function operatorPolicy(c: Context<HttpEnv>): Promise<Policy> {
  const { issuing, policy } = c.var.deps;
  return readOperatorPolicy(issuing, policy);
}
