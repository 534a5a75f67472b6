import type { FindingWords } from '../finding-words.ts';

export const ENGLISH_FINDINGS: FindingWords = {
  describe: ({ detail }) => detail,
  found: ({ found = 'nothing about it' }) => `Found: ${found}.`,
};
