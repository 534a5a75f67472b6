import { Hono } from 'hono';
import { AppError } from '../../model/problem.ts';
import { CHECK_NAMES, type CheckName } from '../../model/verification.ts';
import { verifyBytes } from '../../verify/verify-bytes.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitRate } from '../limit-rate.ts';
import { operatorPolicy } from './policies.ts';

/** `POST /api/verify`: the body is the file itself, whatever it is; the answer is `verifyCredential`'s (docs/verification.md). */
export const verifyApi = new Hono<HttpEnv>().post('/api/verify', limitRate(300), async (c) => {
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  const checks = readChecks(c.req.query('checks'));
  const { fetchDocument, issuing } = c.var.deps;
  const result = await verifyBytes(bytes, {
    fetchDocument,
    policy: await operatorPolicy(c),
    now: issuing.now(),
    ...(checks === undefined ? {} : { checks }),
  });
  return c.json(result, 200, { 'cache-control': 'no-store' });
});

function readChecks(text: string | undefined): CheckName[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',');
  const known = CHECK_NAMES.filter((check) => names.includes(check));
  if (known.length === names.length) return known;
  const detail = `Checks are: ${CHECK_NAMES.join(', ')}.`;
  throw new AppError('REQUEST_INVALID', detail, {
    problems: [{ path: 'checks', code: 'unknown-check', detail }],
  });
}
