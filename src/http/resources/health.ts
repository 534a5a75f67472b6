import { Hono } from 'hono';
import type { HttpEnv } from '../http-env.ts';

/** For whoever restarts us: 200 when the store answers, 503 when it does not. */
export const health = new Hono<HttpEnv>().get('/healthz', async (c) => {
  const { issuing, log } = c.var.deps;
  const headers = { 'cache-control': 'no-store' };
  try {
    await issuing.store.ping();
    return c.json({ status: 'ok', store: 'ok', at: issuing.now().toISOString() }, 200, headers);
  } catch (err) {
    log.error({ err }, 'the store does not answer');
    return c.json({ status: 'failing', store: 'failing', at: issuing.now().toISOString() }, 503, headers);
  }
});
