import type { z } from 'zod';
import type { Subproblem } from '../model/problem.ts';

/**
 * Zod's issues as problems that are safe to show. Zod's own messages name types and limits, never values; the one that
 * quotes its input (unknown members) is replaced.
 */
export function listProblems(error: z.ZodError): Subproblem[] {
  return error.issues.map((issue) => {
    const path = issue.path.map(String).join('.');
    return { ...(path === '' ? {} : { path }), ...describeIssue(issue) };
  });
}

function describeIssue(issue: z.core.$ZodIssue): { code: string; detail: string } {
  if (issue.code === 'unrecognized_keys') {
    return { code: 'unknown-member', detail: `${issue.keys.length} member(s) here are not known.` };
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return { code: 'missing', detail: 'This is required.' };
  }
  return {
    code: issue.code === 'custom' ? 'invalid' : issue.code.replaceAll('_', '-'),
    detail: issue.message,
  };
}
