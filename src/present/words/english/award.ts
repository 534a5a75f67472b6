import type { AwardWords } from '../award-words.ts';

export const ENGLISH_AWARD: AwardWords = {
  awarded: 'awarded',
  to: 'to',
  made: 'made',
  madeFor: 'for',
  nameless: 'a credential without a name',
  nobody: 'someone whom it does not name',
  on: (day) => `on ${day}`,
  noEnd: 'No end date.',
  validThrough: (day) => `Valid through ${day}.`,
};
