import type { JsonObject } from '../model/json.ts';
import { AppError, type ErrorCode, type Subproblem } from '../model/problem.ts';

/** A key that is away, a list that others are signing, a clock that was set back: none of them is the request's fault. */
const MAY_PASS: readonly ErrorCode[] = ['KEY_UNAVAILABLE', 'STATUS_VERSION_CONFLICT', 'SELF_CHECK_FAILED'];

export type Refusal = JsonObject & { code: ErrorCode; detail: string };

/** What is kept of an error after which an issuance can never succeed; null of one that may pass. */
export function describeRefusal(error: unknown): Refusal | null {
  if (!(error instanceof AppError) || MAY_PASS.includes(error.code)) return null;
  const { code, detail, problems } = error;
  return { code, detail, problems: problems.map((entry) => ({ ...entry })) };
}

/** The error again, for whoever asks with the same key. */
export function readRefusal(problem: JsonObject | null): AppError {
  const { code, detail, problems } = problem as unknown as Refusal & { problems: Subproblem[] };
  return new AppError(code, detail, { problems });
}
