import type { Context } from 'hono';
import type { z } from 'zod';
import { type Json, parseJson } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import { listProblems } from '../program/list-problems.ts';
import type { HttpEnv } from './http-env.ts';

const MESSAGES = {
  'json-malformed': 'The body is not JSON.',
  'json-too-deep': 'The JSON is nested more than 64 levels deep.',
  'json-too-large': 'The JSON has more than 200,000 members.',
};

/** The JSON body, within the limits for strangers. Rejects with AppError REQUEST_INVALID; its size was capped before. */
export async function readJsonBody(c: Context<HttpEnv>): Promise<Json> {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/([\w.+-]+\+)?(json|vc|vp)\b/i.test(type)) {
    throw invalid('content-type', 'media-type', 'Send the body as application/json.');
  }
  const parsed = parseJson(await c.req.text());
  if (!parsed.ok) throw invalid('body', parsed.code, MESSAGES[parsed.code]);
  return parsed.value;
}

/** The JSON body as this schema reads it. Rejects with AppError REQUEST_INVALID that names every problem and no value. */
export async function readBody<S extends z.ZodType>(c: Context<HttpEnv>, schema: S): Promise<z.infer<S>> {
  const parsed = schema.safeParse(await readJsonBody(c));
  if (!parsed.success) {
    throw new AppError('REQUEST_INVALID', 'The request has problems.', {
      problems: listProblems(parsed.error),
    });
  }
  return parsed.data;
}

function invalid(path: string, code: string, detail: string): AppError {
  return new AppError('REQUEST_INVALID', detail, { problems: [{ path, code, detail }] });
}
