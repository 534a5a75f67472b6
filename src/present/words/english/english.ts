import type { Words } from '../words.ts';
import { ENGLISH_BOX } from './box.ts';
import { ENGLISH_MANY } from './many.ts';
import { ENGLISH_OUTCOMES } from './outcomes.ts';

export const ENGLISH: Words = {
  language: 'en',
  outcomes: ENGLISH_OUTCOMES,
  box: ENGLISH_BOX,
  many: ENGLISH_MANY,
};
