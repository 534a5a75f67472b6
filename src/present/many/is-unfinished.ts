import type { Row } from './row.ts';

/** Worth another try: something did not answer, or it was cancelled. What was found out is found out. */
export function isUnfinished({ state, result, problem }: Pick<Row, 'state' | 'result' | 'problem'>): boolean {
  if (state === 'failed') return problem === 'unreachable' || problem === 'fault' || problem === 'cancelled';
  if (state !== 'answered') return false;
  return result?.verdict === 'status-unknown' || result?.verdict === 'key-unknown';
}
