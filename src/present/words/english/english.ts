import type { Words } from '../words.ts';
import { ENGLISH_OUTCOMES } from './outcomes.ts';
import { ENGLISH_SCAN } from './scan.ts';

export const ENGLISH: Words = {
  language: 'en',
  outcomes: ENGLISH_OUTCOMES,
  scan: ENGLISH_SCAN,
};
