import type { CopyingWords } from '../copying-words.ts';

export const ENGLISH_COPYING: CopyingWords = {
  copied: 'Copied',
  notCopied: 'Copy it from the address bar',
  sayCopied: 'Link copied.',
  sayNotCopied: 'The link could not be copied.',
};
