import { AppError } from '../model/problem.ts';
import { lintCredential } from '../verify/lint-credential.ts';
import type { Draft } from './build-award.ts';

/** Nothing is signed that would not verify cleanly. Rejects with AppError LINT_FAILED. */
export async function assertClean({ unsigned, selfCheck }: Draft): Promise<void> {
  const problems = await lintCredential(unsigned, selfCheck === 'whole' ? 'ours' : 'theirs');
  if (problems.length === 0) return;
  throw new AppError('LINT_FAILED', 'The credential would not verify cleanly, so it was not signed.', {
    problems,
  });
}
