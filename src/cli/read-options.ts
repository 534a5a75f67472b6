import type { z } from 'zod';
import { AppError } from '../model/problem.ts';
import { listProblems } from '../program/list-problems.ts';

/** What the options say, without those that were not given. Throws AppError CONFIG_INVALID that names every problem and no value. */
export function readOptions<T>(schema: z.ZodType<T>, given: object): T {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new AppError('CONFIG_INVALID', 'The options have problems.', {
    problems: listProblems(parsed.error),
  });
}
