import type { Context } from 'hono';
import { AppError } from '../model/problem.ts';
import type { HttpEnv } from './http-env.ts';

const MAX_LENGTH = 200;

/** The `Idempotency-Key` header, if there is one. Throws AppError REQUEST_INVALID for one that would have to be cut. */
export function readIdempotencyKey(c: Context<HttpEnv>): { idempotencyKey?: string } {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return {};
  if (key !== '' && key.length <= MAX_LENGTH) return { idempotencyKey: key };
  const detail = `It must have 1 to ${MAX_LENGTH} characters.`;
  throw new AppError('REQUEST_INVALID', 'The request has problems.', {
    problems: [{ path: 'idempotency-key', code: 'invalid', detail }],
  });
}
