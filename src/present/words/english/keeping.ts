import type { KeepingWords } from '../keeping-words.ts';

export const ENGLISH_KEEPING: KeepingWords = {
  kept: 'For up to 30 days this browser keeps copies of the public keys and lists that issuers publish, in case a site does not answer. It never keeps what you check.',
  forget: 'Forget what this page has kept',
  forgotten: 'Forgotten. This page keeps nothing now.',
  nothingKept: 'There was nothing to forget.',
};
