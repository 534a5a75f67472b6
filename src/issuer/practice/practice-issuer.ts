import type { IssuerRecord } from '../../store/records.ts';

/** The name tells a practice instance from a real one, in the store too. */
export const PRACTICE_NAME = 'Sample County Office of Education (SAMPLE)';

export function isPracticeIssuer(issuer: IssuerRecord | null): boolean {
  return issuer?.name === PRACTICE_NAME;
}
