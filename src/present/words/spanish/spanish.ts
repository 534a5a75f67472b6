import { ENGLISH } from '../english/english.ts';
import type { Words } from '../words.ts';

export const SPANISH: Words = {
  ...ENGLISH,
  language: 'es',
};
