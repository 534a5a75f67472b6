import type { Context } from 'hono';
import { AppError } from '../model/problem.ts';
import type { HttpEnv } from './http-env.ts';
import { instanceOf } from './instance-of.ts';
import { PROBLEM_TYPES, problemResponse } from './problem-response.ts';
import { MessagePage } from './views/message-page.tsx';

/** The same problem, for a person who opened a link. */
export async function messageResponse(c: Context<HttpEnv>, error: unknown): Promise<Response> {
  if (!(error instanceof AppError)) problemResponse(c, error);
  const status = error instanceof AppError ? PROBLEM_TYPES[error.code].status : 500;
  const instance = await instanceOf(c);
  return c.html(<MessagePage instance={instance} {...wordsFor(error)} />, status);
}

function wordsFor(error: unknown): { heading: string; sentence: string; advice?: string } {
  if (!(error instanceof AppError)) {
    return {
      heading: 'Something went wrong',
      sentence: 'This is our fault, not yours.',
      advice: 'Try again in a few minutes.',
    };
  }
  if (error.code === 'SHARE_TURNED_OFF') {
    return {
      heading: 'This link was turned off by its owner',
      sentence: 'This does not mean the credential is invalid.',
      advice: 'Ask for a new link or the file.',
    };
  }
  if (PROBLEM_TYPES[error.code].status === 404) {
    return {
      heading: 'There is nothing here',
      sentence: error.detail,
      advice: 'Check the address, or ask whoever gave it to you.',
    };
  }
  return { heading: PROBLEM_TYPES[error.code].title, sentence: error.detail };
}
