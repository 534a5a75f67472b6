import type { Context } from 'hono';
import { authorize, type TokenScope } from '../issuer/tokens.ts';
import type { HttpEnv } from './http-env.ts';

/** The actor for the audit log, when the request's bearer token has this scope; else rejects with AppError TOKEN_…. */
export async function requireScope(c: Context<HttpEnv>, scope: TokenScope): Promise<string> {
  const [scheme, token] = (c.req.header('authorization') ?? '').split(' ');
  const isBearer = scheme?.toLowerCase() === 'bearer';
  const { name } = await authorize(c.var.deps.issuing.store, isBearer ? token : undefined, scope);
  return `token:${name}`;
}
