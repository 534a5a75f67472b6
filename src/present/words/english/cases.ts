import type { CaseWords } from '../case-words.ts';

export const ENGLISH_CASES: CaseWords = {
  partial: {
    headline: 'Nothing against it in what was checked',
    sentence: 'Only the checks that were named were made, so this does not say that it is valid.',
    advice: 'Check it in full before you rely on it.',
  },
  several: {
    headline: (good, all) => `${good} of ${all} are valid`,
    sentence: 'Each has its own answer below.',
    advice: 'Open one that needs a look by itself to see all that we know of it.',
  },
  practiceAdvice: 'It is a sample: do not count it.',
  and: (names) => names.join(' and '),
};
