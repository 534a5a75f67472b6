import type { BoxWords } from './box-words.ts';
import type { ManyWords } from './many-words.ts';
import type { OutcomeTable } from './outcome-table.ts';

/** The languages that Lectern speaks to those who check. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Everything that a language says, theme by theme. Each language is one object of this type, so a theme or a key that one of them
 * lacks, or that nobody knows, fails the build. What stands in a signed credential stays in its own language.
 */
export interface Words {
  language: Language;
  outcomes: OutcomeTable;
  box: BoxWords;
  many: ManyWords;
}
