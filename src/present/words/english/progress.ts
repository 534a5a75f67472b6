import type { ProgressWords } from '../progress-words.ts';

export const ENGLISH_PROGRESS: ProgressWords = {
  checking: 'Checking…',
  waiting: 'Waiting',
  stillWaiting: (hosts) => `Still waiting for ${hosts.join(', ')}`,
  checkingCount: (files) => (files === 1 ? 'Checking 1 credential.' : `Checking ${files} files.`),
  result: (headline) => `Result: ${headline}.`,
  byPolicy: (name) => `From now on by the policy of ${name}.`,
  nothingToCheck: 'Choose a file, or paste a link or the text of a credential, then check again.',
  severalToCheck: 'There is more than one thing to check here. Leave one of them, then check again.',
};
