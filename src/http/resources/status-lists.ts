import { Hono } from 'hono';
import { publishStatusList, STATUS_LIST_TTL_MS } from '../../issuer/publish-status-list.ts';
import { AppError } from '../../model/problem.ts';
import type { HttpEnv } from '../http-env.ts';
import { isKnown } from '../is-known.ts';

/** Status lists, as signed. Caches may keep them as long as verifiers may: the list's own `ttl`. */
export const statusLists = new Hono<HttpEnv>().get('/status/:number{[1-9][0-9]{0,8}}', async (c) => {
  const published = await publishStatusList(c.var.deps.issuing, Number(c.req.param('number')));
  if (published === null) throw new AppError('NOT_FOUND', 'There is no such status list.');
  const etag = `"${published.number}"`;
  const headers = { 'cache-control': `public, max-age=${STATUS_LIST_TTL_MS / 1000}`, etag, vary: 'Accept' };
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  return c.body(published.body, 200, { ...headers, 'content-type': 'application/vc' });
});
