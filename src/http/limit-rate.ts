import { getConnInfo } from '@hono/node-server/conninfo';
import type { MiddlewareHandler } from 'hono';
import { AppError } from '../model/problem.ts';
import type { HttpEnv } from './http-env.ts';

const WINDOW_MS = 60_000;
const MAX_CLIENTS = 10_000;
const IN_OUR_NETWORK = /^(::1$|(::ffff:)?(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.|f[cd])/i;

/**
 * At most `limit` requests a minute from one address, for routes that cost: signing, and checks that fetch for a stranger.
 * Counted in this process only. Nothing is kept beyond the minute. Beyond the limit: AppError TOO_MANY_REQUESTS.
 */
export function limitRate(limit: number): MiddlewareHandler<HttpEnv> {
  let startedAt = 0;
  const counts = new Map<string, number>();
  return async (c, next) => {
    const now = c.var.deps.issuing.now().getTime();
    // A clock that was set back must not leave everyone waiting for the time that it had.
    if (now < startedAt || now - startedAt >= WINDOW_MS || counts.size > MAX_CLIENTS) {
      counts.clear();
      startedAt = now;
    }
    const client = clientOf(c);
    const count = (counts.get(client) ?? 0) + 1;
    counts.set(client, count);
    if (count <= limit) return next();
    c.header('retry-after', String(Math.ceil((startedAt + WINDOW_MS - now) / 1000)));
    throw new AppError('TOO_MANY_REQUESTS', 'Too many requests came from this address. Wait a minute.');
  };
}

function clientOf(c: Parameters<MiddlewareHandler<HttpEnv>>[0]): string {
  let address: string;
  try {
    address = getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    // Requests that did not come over a socket: tests that call the app.
    return 'local';
  }
  // Whoever connects from this machine or its own network is a proxy, and says last for whom it asks.
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return forwarded !== undefined && IN_OUR_NETWORK.test(address) ? forwarded : address;
}
