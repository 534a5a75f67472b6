import type { MiddlewareHandler } from 'hono';
import { AppError } from '../model/problem.ts';
import type { HttpEnv } from './http-env.ts';

/**
 * For forms that make something: no other site may have them sent by a visitor of its own. Browsers say where a form comes from
 * in `Sec-Fetch-Site`, older ones in `Origin` (`null` where our pages' referrer policy hides it); whoever sends neither is no
 * browser, and could send it anyway. Otherwise AppError ORIGIN_NOT_ALLOWED.
 */
export const requireSameOrigin: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const isOurs =
    site === undefined
      ? origin === undefined || origin === 'null' || origin === new URL(c.var.deps.issuing.publicUrl).origin
      : site === 'same-origin' || site === 'none';
  if (!isOurs)
    throw new AppError('ORIGIN_NOT_ALLOWED', 'This was sent from another site. Send it from the page here.');
  await next();
};
