import { ENGLISH } from '../english/english.ts';
import type { Words } from '../words.ts';
import { SPANISH_FETCHING } from './fetching.ts';

export const SPANISH: Words = {
  ...ENGLISH,
  language: 'es',
  fetching: SPANISH_FETCHING,
};
