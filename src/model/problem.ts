/**
 * What can go wrong in a use case, as a closed list. A bad credential is not among it: that is a verdict
 * (`verification.ts`). Each code has its HTTP status and title in `http/problem-response.ts` and a paragraph in
 * `docs/problems.md`.
 */
export type ErrorCode =
  | 'REQUEST_INVALID'
  | 'RELAY_REFUSED'
  | 'RELAY_FAILED'
  | 'PAYLOAD_TOO_LARGE'
  | 'TOO_MANY_REQUESTS'
  | 'TOKEN_MISSING'
  | 'TOKEN_NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'ISSUER_UNKNOWN'
  | 'PROGRAM_UNKNOWN'
  | 'PROGRAM_FROZEN'
  | 'ACHIEVEMENT_UNKNOWN'
  | 'REQUIREMENTS_NOT_MET'
  | 'IDEMPOTENCY_CONFLICT'
  | 'CREDENTIAL_NOT_FOUND'
  | 'CREDENTIAL_ID_CONFLICT'
  | 'LINT_FAILED'
  | 'TOO_MANY_REFUSALS'
  | 'SELF_CHECK_FAILED'
  | 'ROSTER_INVALID'
  | 'BATCH_UNKNOWN'
  | 'BATCH_STATE'
  | 'APPROVAL_NEEDED'
  | 'STATUS_LIST_FULL'
  | 'STATUS_VERSION_CONFLICT'
  | 'STANDING_CONFLICT'
  | 'COUNT_DIFFERS'
  | 'HOLDS_NOT_ALLOWED'
  | 'RECOGNITION_NOT_ACCEPTED'
  | 'RECORD_NOT_WHOLE'
  | 'ORIGIN_NOT_ALLOWED'
  | 'SHARE_TURNED_OFF'
  | 'CRYPTOSUITE_NOT_SUPPORTED'
  | 'CONTEXT_NOT_BUNDLED'
  | 'KEY_UNAVAILABLE'
  | 'AUDIT_NOT_WHOLE'
  | 'BACKUP_INVALID'
  | 'CONFIG_INVALID';

/** One of several things wrong at once. `path` points into the request (`holder.email`); never a value from it. */
export interface Subproblem {
  path?: string;
  code: string;
  detail: string;
}

/** An expected failure of a use case. `detail` and `problems` are safe to show: they never contain the input. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string;
  readonly problems: readonly Subproblem[];

  constructor(
    code: ErrorCode,
    detail: string,
    options: { problems?: readonly Subproblem[]; cause?: unknown } = {},
  ) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = detail;
    this.problems = options.problems ?? [];
  }
}
