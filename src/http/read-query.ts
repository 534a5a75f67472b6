import type { Context } from 'hono';
import type { z } from 'zod';
import { AppError } from '../model/problem.ts';
import { listProblems } from '../program/list-problems.ts';
import type { HttpEnv } from './http-env.ts';

/** The query as this schema reads it. Rejects with AppError REQUEST_INVALID that names every problem and no value. */
export function readQuery<S extends z.ZodType>(c: Context<HttpEnv>, schema: S): z.infer<S> {
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return parsed.data;
  throw new AppError('REQUEST_INVALID', 'The query has problems.', { problems: listProblems(parsed.error) });
}
