import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ChangeGrounds } from '../../issuer/status/change-reason.ts';
import { type Confirmation, confirmStatusOrder } from '../../issuer/status/confirm-status.ts';
import {
  approveStatusOrder,
  cancelStatusOrder,
  orderStatusChange,
  previewStatusChange,
  requireStatusOrder,
} from '../../issuer/status/order-status.ts';
import { Selection } from '../../issuer/status/select-credentials.ts';
import { presentMembers } from '../../model/present-members.ts';
import { Slug } from '../../program/bounded-text.ts';
import type { StatusOrder } from '../../store/standing-store.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitRate } from '../limit-rate.ts';
import { readBody } from '../read-body.ts';
import { PageQuery, readQuery } from '../read-query.ts';
import { requireScope } from '../require-scope.ts';

const Change = z.strictObject({
  action: z.enum(['revoke', 'suspend', 'reinstate']),
  selection: Selection,
  issuer: Slug.optional(),
});

/** What would be changed. */
export const PreviewBody = Change;
/** What is to be changed, why, and how many the asker means. */
export const OrderBody = Change.extend({
  ...ChangeGrounds.shape,
  count: z.int().min(1).max(1_000_000),
});

/** Changes of status as objects: look, order, approve, cancel. */
export const statusOrders = new Hono<HttpEnv>()
  .use('/api/status-changes', noStore)
  .use('/api/status-changes/*', noStore)
  .post('/api/status-changes/preview', limitRate(300), async (c) => {
    await requireScope(c, 'manage');
    const { issuer, ...change } = await readBody(c, PreviewBody);
    const preview = await previewStatusChange(c.var.deps.issuing, {
      ...change,
      ...presentMembers({ issuer }),
    });
    return c.json({
      count: preview.due.length,
      unchanged: preview.unchanged.length,
      alongside: preview.alongside,
      credentials: preview.due.slice(0, 200).map(({ id, standing }) => ({ id, standing })),
    });
  })
  .post('/api/status-changes', limitRate(300), async (c) => {
    const actor = await requireScope(c, 'manage');
    const { action, selection, issuer, count, ...grounds } = await readBody(c, OrderBody);
    const { issuing } = c.var.deps;
    const order = await orderStatusChange(issuing, {
      action,
      selection,
      grounds,
      count,
      actor,
      ...presentMembers({ issuer }),
    });
    return answer(c, order, order.state === 'waiting' ? 202 : 201);
  })
  .get('/api/status-changes', async (c) => {
    await requireScope(c, 'read');
    const orders = await c.var.deps.issuing.store.listStatusOrders(readQuery(c, PageQuery));
    return c.json({ statusChanges: orders.map((order) => describeOrder(c, order)) });
  })
  .get('/api/status-changes/:id', async (c) => {
    await requireScope(c, 'read');
    const { issuing } = c.var.deps;
    const order = await requireStatusOrder(issuing, c.req.param('id'));
    const items = await issuing.store.listStatusOrderItems(order.id, readQuery(c, PageQuery));
    return c.json({ ...describeOrder(c, order), items });
  })
  .post('/api/status-changes/:id/approve', async (c) => {
    const actor = await requireScope(c, 'approve');
    return answer(c, await approveStatusOrder(c.var.deps.issuing, c.req.param('id'), actor), 200);
  })
  .post('/api/status-changes/:id/cancel', async (c) => {
    const actor = await requireScope(c, 'manage');
    return c.json(describeOrder(c, await cancelStatusOrder(c.var.deps.issuing, c.req.param('id'), actor)));
  });

/** The order, and what the world says of it once it was carried out. */
async function answer(c: Context<HttpEnv>, order: StatusOrder, status: 200 | 201 | 202): Promise<Response> {
  const { issuing, fetchOutside } = c.var.deps;
  const confirmation: Confirmation | null =
    order.state === 'applied' ? await confirmStatusOrder(issuing, order, fetchOutside) : null;
  const described = describeOrder(c, order);
  return c.json({ ...described, confirmation }, status, { location: described.url });
}

function describeOrder(c: Context<HttpEnv>, { issuerSlug, ...order }: StatusOrder) {
  return {
    ...order,
    issuer: issuerSlug,
    url: `${c.var.deps.issuing.publicUrl}/api/status-changes/${order.id}`,
  };
}

async function noStore(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  c.header('cache-control', 'private, no-store');
}
