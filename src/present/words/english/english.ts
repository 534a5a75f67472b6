import type { Words } from '../words.ts';
import { ENGLISH_OUTCOMES } from './outcomes.ts';
import { ENGLISH_RECEIPT } from './receipt.ts';

export const ENGLISH: Words = {
  language: 'en',
  outcomes: ENGLISH_OUTCOMES,
  receipt: ENGLISH_RECEIPT,
};
