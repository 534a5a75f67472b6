import { Hono } from 'hono';
import { z } from 'zod';
import { listExpiring, MOST_EXPIRING_DAYS, reminderOf } from '../../issuer/mail/notify-expiring.ts';
import type { HttpEnv } from '../http-env.ts';
import { PageQuery, readQuery } from '../read-query.ts';
import { requireScope } from '../require-scope.ts';

const DaysQuery = z.object({ days: z.coerce.number().int().min(1).max(MOST_EXPIRING_DAYS).default(90) });

/** What ends soon, so that an issuer's own system can see to it. */
export const expiring = new Hono<HttpEnv>().get('/api/credentials/expiring', async (c) => {
  await requireScope(c, 'read');
  const { issuing } = c.var.deps;
  const { days } = readQuery(c, DaysQuery);
  const page = await listExpiring(issuing, days, readQuery(c, PageQuery));
  return c.json({
    days,
    credentials: page.map((credential) => ({
      id: credential.id,
      url: `${issuing.publicUrl}/api/credentials/${encodeURIComponent(credential.id)}`,
      name: credential.name,
      holderName: credential.holderName,
      achievement:
        credential.achievement === null
          ? null
          : { code: credential.achievement.code, version: credential.achievement.version },
      validUntil: credential.validUntil.toISOString(),
      shareUrl: credential.shareId === null ? null : `${issuing.publicUrl}/c/${credential.shareId}`,
      reminder: reminderOf(credential),
    })),
  });
});
