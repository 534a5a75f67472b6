import { VERDICTS, type Verdict } from '../../model/verification.ts';

/** What rows are counted and filtered by. `valid-but`: valid, and yet to be looked at (the name differs, nobody vouches for the key). */
export type Category = Verdict | 'valid-but' | 'no-answer' | 'waiting';

/** What needs attention first. */
export const CATEGORIES: readonly Category[] = [
  'no-answer',
  ...VERDICTS.filter((verdict) => verdict !== 'valid'),
  'valid-but',
  'valid',
  'waiting',
];
