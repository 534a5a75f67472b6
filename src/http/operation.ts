import type { z } from 'zod';
import type { TokenScope } from '../issuer/tokens.ts';

/** One thing that the service answers, as `/openapi.json` describes it. */
export interface Operation {
  method: 'get' | 'post' | 'delete';
  /** As Hono writes it. */
  path: string;
  summary: string;
  scope?: TokenScope;
  body?: z.ZodType | 'anything';
  bodyType?: string | string[];
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** By status: what it means, and its media types. */
  answers: Record<string, [string, ...string[]]>;
}

/** For the queries that `PageQuery` reads. */
export const PAGE_QUERY = {
  after: 'Id of the last one of the page before',
  limit: '1 to 200; 50',
};

/** For the answers of what `limitRate` guards. */
export const TOO_MANY: Operation['answers'] = {
  429: ['Too many requests within a minute; Retry-After says when to come again', 'application/problem+json'],
};
