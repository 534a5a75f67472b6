import type { AchievementKind } from '../../model/credential.ts';

export const KIND_WORDS: Readonly<Record<AchievementKind, string>> = {
  micro: 'Micro-credential',
  capstone: 'Capstone',
  full: 'Full credential',
};
