import { Hono } from 'hono';
import type { HttpEnv } from '../http-env.ts';
import { instanceOf } from '../instance-of.ts';
import { webManifest } from '../views/web-manifest.ts';

/** With which a browser offers to install the verifier page. */
export const webManifests = new Hono<HttpEnv>().get('/manifest.webmanifest', async (c) => {
  const { name } = await instanceOf(c);
  return c.body(JSON.stringify(webManifest(name, { start: '/verify', root: '/' })), 200, {
    'content-type': 'application/manifest+json',
    'cache-control': 'public, max-age=3600',
  });
});
