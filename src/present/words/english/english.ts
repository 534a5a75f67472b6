import type { Words } from '../words.ts';
import { ENGLISH_INDEPENDENT } from './independent.ts';
import { ENGLISH_OUTCOMES } from './outcomes.ts';

export const ENGLISH: Words = {
  language: 'en',
  independent: ENGLISH_INDEPENDENT,
  outcomes: ENGLISH_OUTCOMES,
};
