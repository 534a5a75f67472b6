import { type Context, Hono } from 'hono';
import { z } from 'zod';
import {
  approveBatch,
  cancelBatch,
  pauseBatch,
  requireBatch,
  startBatch,
} from '../../issuer/batch/move-batch.ts';
import { describeBatch, summarizeBatch } from '../batches/describe-batch.ts';
import { readUpload } from '../batches/read-upload.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitRate } from '../limit-rate.ts';
import { readBody } from '../read-body.ts';
import { PageQuery, readQuery } from '../read-query.ts';
import { requireScope } from '../require-scope.ts';

/** The revision that the approver looked at. */
export const ApproveBody = z.strictObject({ revision: z.int().min(1) });

/** Batches as objects: send a roster, look, approve, start, pause, cancel. */
export const batches = new Hono<HttpEnv>()
  .use('/api/batches/*', async (c, next) => {
    await next();
    // Names of people, and states that change by the second.
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'private, no-store');
  })
  .post('/api/batches', limitRate(60), async (c) => {
    const actor = await requireScope(c, 'award');
    const upload = await readUpload(c);
    const batch = await c.var.deps.batches.checks.begin(upload, actor);
    const answer = describeBatch(c, batch);
    return c.json(answer, answer.checking === null ? 200 : 202, { location: answer.url });
  })
  .get('/api/batches', async (c) => {
    await requireScope(c, 'read');
    const page = await c.var.deps.issuing.store.listBatches(readQuery(c, PageQuery));
    return c.json({ batches: page.map((batch) => summarizeBatch(c, batch)) });
  })
  .get('/api/batches/:id', async (c) => {
    await requireScope(c, 'read');
    return c.json(describeBatch(c, await requireBatch(c.var.deps.issuing, c.req.param('id'))));
  })
  .post('/api/batches/:id/approve', async (c) => {
    const actor = await requireScope(c, 'approve');
    const { revision } = await readBody(c, ApproveBody);
    const approved = await approveBatch(c.var.deps.issuing, c.req.param('id'), { revision, actor });
    return c.json(describeBatch(c, approved));
  })
  .post('/api/batches/:id/start', start)
  .post('/api/batches/:id/resume', start)
  .post('/api/batches/:id/pause', async (c) => {
    const actor = await requireScope(c, 'award');
    return c.json(describeBatch(c, await pauseBatch(c.var.deps.issuing, c.req.param('id'), actor)));
  })
  .post('/api/batches/:id/cancel', async (c) => {
    const actor = await requireScope(c, 'award');
    return c.json(describeBatch(c, await cancelBatch(c.var.deps.issuing, c.req.param('id'), actor)));
  });

/** Begins, or goes on after a pause or a failure. */
async function start(c: Context<HttpEnv, '/api/batches/:id/start'>): Promise<Response> {
  const actor = await requireScope(c, 'award');
  const { issuing, batches } = c.var.deps;
  const started = await startBatch(issuing, batches.queue, c.req.param('id'), actor);
  batches.wake();
  return c.json(describeBatch(c, started));
}
