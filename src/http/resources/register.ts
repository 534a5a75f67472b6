import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { STATUS_LIST_TTL_MS } from '../../issuer/publish-status-list.ts';
import { describeRegisterPage, requireRecognition } from '../../issuer/recognitions/list-recognitions.ts';
import { sha256Text } from '../../issuer/sha256.ts';
import type { HttpEnv } from '../http-env.ts';
import { isKnown } from '../is-known.ts';
import { readQuery } from '../read-query.ts';

const RegisterQuery = z.object({ after: z.string().max(300).optional() });

/** Whom this instance recognizes, for everyone: the register, and each recognition as it was signed. */
export const register = new Hono<HttpEnv>()
  .get('/recognitions', async (c) => {
    // Who asks for a page has it from `registerPages`.
    const { issuing } = c.var.deps;
    const body = await describeRegisterPage(issuing, readQuery(c, RegisterQuery).after);
    return answer(c, body, 'application/json');
  })
  .get('/recognitions/:uuid{[0-9a-f-]{36}}', async (c) => {
    const { store } = c.var.deps.issuing;
    const { body } = await requireRecognition(store, `urn:uuid:${c.req.param('uuid')}`);
    return answer(c, body, 'application/vc');
  });

/** Caches keep it no longer than the status list that says whether it is in force. */
function answer(c: Context<HttpEnv>, body: string, type: string): Response {
  const etag = `"${sha256Text(body).slice(0, 32)}"`;
  const headers = { 'cache-control': `public, max-age=${STATUS_LIST_TTL_MS / 1000}`, etag, vary: 'Accept' };
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, 'content-type': type });
}
