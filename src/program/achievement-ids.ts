import type { Framework } from './framework.ts';
import type { Program } from './program.ts';

/** Where things live. `publicUrl` is the instance's address, with or without a slash at its end. */
export interface AchievementPlace {
  publicUrl: string;
  program: Program;
  frameworks: readonly Framework[];
}

export function achievementId(publicUrl: string, achievement: { code: string; version: string }): string {
  return `${baseOf(publicUrl)}/achievements/${achievement.code}?v=${achievement.version}`;
}

/** The id of the ResultDescription: of the achievement's own rubric, or (in a full credential) of one of its parts. */
export function resultId(achievement: string, part?: string): string {
  return part === undefined ? `${achievement}#result` : `${achievement}#result-${part}`;
}

export function levelId(achievement: string, level: string, part?: string): string {
  return part === undefined ? `${achievement}#level-${level}` : `${achievement}#level-${part}-${level}`;
}

/** An instance's address without a slash at its end. */
export function baseOf(publicUrl: string): string {
  return publicUrl.replace(/\/+$/, '');
}
