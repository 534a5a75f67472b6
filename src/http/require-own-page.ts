import type { MiddlewareHandler } from 'hono';
import { AppError } from '../model/problem.ts';
import type { HttpEnv } from './http-env.ts';

/**
 * For what only scripts of our own pages ask for. Every browser that they run in says so in `Sec-Fetch-Site`, which no page can
 * forge; whoever sends no such header is none. Otherwise AppError ORIGIN_NOT_ALLOWED.
 */
export const requireOwnPage: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (c.req.header('sec-fetch-site') !== 'same-origin')
    throw new AppError('ORIGIN_NOT_ALLOWED', 'Only the pages of this site may ask for this.');
  await next();
};
