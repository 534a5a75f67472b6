import { Hono } from 'hono';
import { STATUS_LIST_TTL_MS } from '../../issuer/publish-status-list.ts';
import { publishNotice } from '../../issuer/status/describe-notice.ts';
import type { HttpEnv } from '../http-env.ts';

/** What the issuer says of credentials that are not in force. Whoever asks has the credential: its id is nowhere else. */
export const notices = new Hono<HttpEnv>().get('/notices/:key{[0-9a-f]{64}}', async (c) => {
  const notice = await publishNotice(c.var.deps.issuing, c.req.param('key'));
  // As long as the list itself: the two speak of the same.
  return c.json(notice, 200, {
    'cache-control': `public, max-age=${STATUS_LIST_TTL_MS / 1000}`,
    'x-robots-tag': 'noindex',
  });
});
