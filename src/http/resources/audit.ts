import { Hono } from 'hono';
import { z } from 'zod';
import { describeStoredEvent } from '../../issuer/audit/export-format.ts';
import type { HttpEnv } from '../http-env.ts';
import { readQuery } from '../read-query.ts';
import { requireScope } from '../require-scope.ts';

const AuditQuery = z
  .object({
    after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    subject: z.string().min(1).max(2_000).optional(),
    action: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,99}$/)
      .optional(),
  })
  .transform(({ subject, action, ...page }) => ({
    ...page,
    ...(subject === undefined ? {} : { subject }),
    ...(action === undefined ? {} : { action }),
  }));

/** The audit log, oldest first. */
export const audit = new Hono<HttpEnv>().get('/api/audit', async (c) => {
  await requireScope(c, 'manage');
  const events = await c.var.deps.issuing.store.listStoredAudit(readQuery(c, AuditQuery));
  c.header('cache-control', 'private, no-store');
  return c.json({
    events: events.map((event) => {
      const { type: _type, ...described } = describeStoredEvent(event);
      return described;
    }),
  });
});
