import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { acceptRecognition } from '../../issuer/recognitions/accept-recognition.ts';
import { describeGiven, describeReceived } from '../../issuer/recognitions/describe-recognition.ts';
import { dropRecognition } from '../../issuer/recognitions/drop-recognition.ts';
import { requireRecognition } from '../../issuer/recognitions/list-recognitions.ts';
import { RecognitionRenewal, RecognitionRequest } from '../../issuer/recognitions/recognition-request.ts';
import { recognize } from '../../issuer/recognitions/recognize.ts';
import { renewRecognition } from '../../issuer/recognitions/renew-recognition.ts';
import { revokeRecognition } from '../../issuer/recognitions/revoke-recognition.ts';
import { ChangeGrounds } from '../../issuer/status/change-reason.ts';
import { confirmStatusOrder } from '../../issuer/status/confirm-status.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitRate } from '../limit-rate.ts';
import { readBody } from '../read-body.ts';
import { readIdempotencyKey } from '../read-idempotency-key.ts';
import { PageQuery, readQuery } from '../read-query.ts';
import { requireScope } from '../require-scope.ts';

/** Why a recognition is revoked. */
export const RevokeBody = z.strictObject(ChangeGrounds.shape);

/** Recognitions for an issuer's own systems: give, renew, revoke, and keep what was received. */
export const recognitions = new Hono<HttpEnv>()
  .use('/api/recognitions', noStore)
  .use('/api/recognitions/*', noStore)
  .post('/api/recognitions', limitRate(300), async (c) => {
    const actor = await requireScope(c, 'manage');
    const request = await readBody(c, RecognitionRequest);
    const { issuing } = c.var.deps;
    const { credential } = await recognize(issuing, request, { actor, ...readIdempotencyKey(c) });
    return answerGiven(c, credential.id, 201);
  })
  .get('/api/recognitions', async (c) => {
    await requireScope(c, 'read');
    const { issuing } = c.var.deps;
    const page = await issuing.store.listRecognitions(readQuery(c, PageQuery));
    return c.json({ recognitions: page.map((one) => describeGiven(issuing, one)) });
  })
  .post('/api/recognitions/received', limitRate(300), async (c) => {
    const actor = await requireScope(c, 'manage');
    const { issuing } = c.var.deps;
    const { outcome, recognition } = await acceptRecognition(
      issuing,
      new Uint8Array(await c.req.arrayBuffer()),
      actor,
    );
    return c.json({ outcome, ...describeReceived(issuing, recognition) }, outcome === 'saved' ? 201 : 200);
  })
  .get('/api/recognitions/received', async (c) => {
    await requireScope(c, 'read');
    const { issuing } = c.var.deps;
    const page = await issuing.store.listReceived(readQuery(c, PageQuery), { withDropped: true });
    return c.json({ recognitions: page.map((one) => describeReceived(issuing, one)) });
  })
  .delete('/api/recognitions/received/:id', async (c) => {
    const actor = await requireScope(c, 'manage');
    await dropRecognition(c.var.deps.issuing, c.req.param('id'), actor);
    return c.body(null, 204);
  })
  .post('/api/recognitions/:id/renew', limitRate(300), async (c) => {
    const actor = await requireScope(c, 'manage');
    const renewal = await readBody(c, RecognitionRenewal);
    const { issuing } = c.var.deps;
    const { credential } = await renewRecognition(issuing, c.req.param('id'), { renewal, actor });
    return answerGiven(c, credential.id, 201);
  })
  .post('/api/recognitions/:id/revoke', limitRate(300), async (c) => {
    const actor = await requireScope(c, 'manage');
    const grounds = await readBody(c, RevokeBody);
    const { issuing, fetchOutside } = c.var.deps;
    const id = c.req.param('id');
    const order = await revokeRecognition(issuing, id, { grounds, actor });
    const confirmation = await confirmStatusOrder(issuing, order, fetchOutside);
    const recognition = await requireRecognition(issuing.store, id);
    return c.json({ ...describeGiven(issuing, recognition), confirmation });
  });

async function answerGiven(c: Context<HttpEnv>, id: string, status: 201): Promise<Response> {
  const { issuing } = c.var.deps;
  const described = describeGiven(issuing, await requireRecognition(issuing.store, id));
  return c.json(described, status, { location: described.url });
}

async function noStore(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.header('cache-control', 'private, no-store');
}
