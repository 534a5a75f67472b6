/** Scripts that tests run as processes of their own, in `tests`. */
export const CHILD_SCRIPTS = [
  'issuer/audit/checkpoint-child.ts',
  'issuer/batch/kill-child.ts',
  'issuer/crash-child.ts',
  'issuer/issue-child.ts',
  'issuer/mail/send-child.ts',
  'issuer/status/change-many.ts',
  'issuer/status/kill-child.ts',
  'store/issue-batches.ts',
  'store/reserve-many.ts',
  'store/take-jobs.ts',
] as const;
export type ChildScript = (typeof CHILD_SCRIPTS)[number];
