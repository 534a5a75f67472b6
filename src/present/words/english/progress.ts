import type { ProgressWords } from '../progress-words.ts';

export const ENGLISH_PROGRESS: ProgressWords = {
  checking: 'Checking…',
  waiting: 'Waiting',
  stillWaiting: (hosts) => `Still waiting for ${hosts.join(', ')}`,
  checkingCount: (files) => (files === 1 ? 'Checking 1 credential.' : `Checking ${files} files.`),
  result: (headline) => `Result: ${headline}.`,
  askPolicy: (name) =>
    `This file is no credential. It is a policy: it says whom to trust, and it calls itself the policy of “${name}”. Use it only if it comes from your own office, never if it came with an application. Check by it from now on?`,
  byPolicy: (name) => `From now on by the policy of ${name}.`,
};
