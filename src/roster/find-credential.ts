import type { AchievementDefinition } from '../program/achievement-definition.ts';
import type { Program } from '../program/program.ts';
import { findAchievement } from './find-achievement.ts';

const MAX_CELL = 400;

/**
 * The credential that a cell names by code, human code or name, in whatever case. A place (`Domain 3`) counts where only
 * one program can be meant; `ambiguous` is what several programs have.
 */
export function findCredential(
  cell: string,
  programs: readonly Program[],
): AchievementDefinition | 'unknown' | 'ambiguous' {
  if (cell.length > MAX_CELL) return 'unknown';
  const all = programs.flatMap((program) => findAchievement(cell, program) ?? []);
  const named = all.filter(({ byName }) => byName);
  const [first, second] = named.length > 0 ? named : all;
  if (first === undefined) return 'unknown';
  return second === undefined ? first.definition : 'ambiguous';
}
