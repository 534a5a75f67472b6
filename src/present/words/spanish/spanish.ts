import { ENGLISH } from '../english/english.ts';
import type { Words } from '../words.ts';
import { SPANISH_BOX } from './box.ts';
import { SPANISH_MANY } from './many.ts';

export const SPANISH: Words = {
  ...ENGLISH,
  language: 'es',
  box: SPANISH_BOX,
  many: SPANISH_MANY,
};
