import { ENGLISH } from './english/english.ts';
import { SPANISH } from './spanish/spanish.ts';
import type { Language, Words } from './words.ts';

/** For a server, which speaks them all; a page loads the one that it needs. */
export const WORDS: Record<Language, Words> = { en: ENGLISH, es: SPANISH };
