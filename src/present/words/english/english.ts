import type { Words } from '../words.ts';
import { ENGLISH_FETCHING } from './fetching.ts';
import { ENGLISH_OUTCOMES } from './outcomes.ts';

export const ENGLISH: Words = {
  language: 'en',
  outcomes: ENGLISH_OUTCOMES,
  fetching: ENGLISH_FETCHING,
};
