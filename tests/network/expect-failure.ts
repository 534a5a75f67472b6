import { expect } from 'vitest';
import { FetchFailure } from '../../src/model/verification.ts';

/** Fails unless the promise rejects with a `FetchFailure` of this reason. */
export async function expectFailure(
  promise: Promise<unknown>,
  reason: FetchFailure['reason'],
): Promise<void> {
  const outcome = await promise.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(FetchFailure);
  expect(outcome).toHaveProperty('reason', reason);
}
