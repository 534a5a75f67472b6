import type { PartWords } from '../part-words.ts';

export const ENGLISH_PARTS: PartWords = {
  handedIn: 'What was handed in',
  contents: 'What is in it',
  buildsOn: 'What it builds on',
  hold: (good, named) => `${good} of ${named} in order`,
  missing: 'Missing',
  nameless: 'A part without a name',
  unreliable: 'A part that cannot be relied on',
  notChecked: 'Not checked.',
  handInTogether: 'Check that instead, or hand in the parts together with this one.',
};
