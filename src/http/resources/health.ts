import { Hono } from 'hono';
import type { HttpEnv } from '../http-env.ts';

const NO_STORE = { 'cache-control': 'no-store' };

/**
 * For whoever restarts us: 503 when the store does not answer, else 200. What the last self-test found does not take the service
 * away (`degraded`), unless a monitor asks for that with `?strict`. Subjects only: what was found stands in the log.
 */
export const health = new Hono<HttpEnv>().get('/healthz', async (c) => {
  const { issuing, log, selfTest: readSelfTest } = c.var.deps;
  const last = readSelfTest?.() ?? null;
  const selfTest = last === null ? null : { at: last.at.toISOString(), failing: last.failing };
  const at = issuing.now().toISOString();
  try {
    await issuing.store.ping();
  } catch (err) {
    log.error({ err }, 'the store does not answer');
    return c.json({ status: 'failing', store: 'failing', at, selfTest }, 503, NO_STORE);
  }
  const isDegraded = last !== null && last.failing.length > 0;
  const isStrict = c.req.query('strict') !== undefined;
  return c.json(
    { status: isDegraded ? 'degraded' : 'ok', store: 'ok', at, selfTest },
    isDegraded && isStrict ? 503 : 200,
    NO_STORE,
  );
});
