import { ENGLISH } from '../english/english.ts';
import type { Words } from '../words.ts';
import { SPANISH_RECEIPT } from './receipt.ts';

export const SPANISH: Words = {
  ...ENGLISH,
  language: 'es',
  receipt: SPANISH_RECEIPT,
};
