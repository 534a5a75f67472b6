import type { Context } from 'hono';
import { AppError } from '../model/problem.ts';
import type { HttpEnv } from './http-env.ts';
import { instanceOf, namelessInstance } from './instance-of.ts';
import { logFailure, PROBLEM_TYPES } from './problem-response.ts';
import { MessagePage } from './views/message-page.tsx';

/** The same problem, for a person who opened a link or sent the form. */
export async function messageResponse(c: Context<HttpEnv>, error: unknown): Promise<Response> {
  logFailure(c, error);
  const status = error instanceof AppError ? PROBLEM_TYPES[error.code].status : 500;
  // The store may be the very thing that failed.
  const instance = await instanceOf(c).catch(() => namelessInstance(c));
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
  if (error.code === 'PAYLOAD_TOO_LARGE') {
    return {
      heading: 'This is too large',
      sentence: 'What you sent is larger than 10 MB.',
      advice: 'Ask for the credential alone, as a file.',
    };
  }
  return { heading: PROBLEM_TYPES[error.code].title, sentence: error.detail };
}
