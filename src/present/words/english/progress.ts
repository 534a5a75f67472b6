import type { ProgressWords } from '../progress-words.ts';

export const ENGLISH_PROGRESS: ProgressWords = {
  checking: 'Checking…',
  waiting: 'Waiting',
  stillWaiting: (hosts) => `Still waiting for ${hosts.join(', ')}`,
  checkingCount: (files) => (files === 1 ? 'Checking 1 credential.' : `Checking ${files} files.`),
  result: (headline) => `Result: ${headline}.`,
  byPolicy: (name) => `From now on by the policy of ${name}.`,
};
