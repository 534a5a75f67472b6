import type { Context } from 'hono';
import { z } from 'zod';
import { AppError } from '../model/problem.ts';
import { listProblems } from '../program/list-problems.ts';
import type { HttpEnv } from './http-env.ts';

/** For lists that go on after an id: newest first. */
export const PageQuery = z
  .object({
    after: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .transform(({ after, limit }) => ({ limit, ...(after === undefined ? {} : { after }) }));

/** The query as this schema reads it. Rejects with AppError REQUEST_INVALID that names every problem and no value. */
export function readQuery<S extends z.ZodType>(c: Context<HttpEnv>, schema: S): z.infer<S> {
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return parsed.data;
  throw new AppError('REQUEST_INVALID', 'The query has problems.', { problems: listProblems(parsed.error) });
}
