import { ENGLISH } from '../english/english.ts';
import type { Words } from '../words.ts';
import { SPANISH_SCAN } from './scan.ts';

export const SPANISH: Words = {
  ...ENGLISH,
  language: 'es',
  scan: SPANISH_SCAN,
};
