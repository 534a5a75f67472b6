import { ENGLISH } from '../english/english.ts';
import type { Words } from '../words.ts';
import { SPANISH_FETCHING } from './fetching.ts';
import { SPANISH_INDEPENDENT } from './independent.ts';
import { SPANISH_SITE } from './site.ts';

export const SPANISH: Words = {
  ...ENGLISH,
  language: 'es',
  independent: SPANISH_INDEPENDENT,
  site: SPANISH_SITE,
  fetching: SPANISH_FETCHING,
};
