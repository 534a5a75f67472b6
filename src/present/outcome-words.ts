import { ENGLISH_OUTCOMES } from './english-outcomes.ts';
import type { OutcomeTable } from './outcome-table.ts';

/** A language is one more table of the same shape, and one line here. */
export const OUTCOME_WORDS = { en: ENGLISH_OUTCOMES } as const satisfies Record<string, OutcomeTable>;

export type Language = keyof typeof OUTCOME_WORDS;
