import type { OutcomeTable } from './outcome-table.ts';
import type { ScanWords } from './scan-words.ts';

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
  scan: ScanWords;
}
