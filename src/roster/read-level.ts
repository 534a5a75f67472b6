import { headerKey } from '../model/header-key.ts';
import { type AchievementDefinition, rankOfLevel } from '../program/achievement-definition.ts';

export type ReadLevel =
  /** Nothing was reached, or nothing is said. */
  | { kind: 'none' }
  | { kind: 'level'; level: string; isEnough: boolean }
  /** Something was reached, but not which level. */
  | { kind: 'missing' }
  | { kind: 'unknown' };

const NOTHING = new Set(['', '-', '–', '—', 'n/a', 'na', 'no', '0', 'false', 'falso']);
const TICKS = new Set(['x', 'yes', 'y', 'sí', 'si', 's', '✓', '✔', '☑', '✅', 'true', 'verdadero']);
const POINTS = /^\d{1,4}(?:[.,]0{1,3})?$/;
const MAX_CELL = 200;

/** Reads a level by its code, its name or its points, in whatever case. */
export function readLevel(cell: string, { rubric }: AchievementDefinition): ReadLevel {
  const text = cell.trim().toLowerCase();
  if (text.length > MAX_CELL) return { kind: 'unknown' };
  const points = POINTS.test(text) ? Number.parseInt(text, 10) : null;
  const key = headerKey(text);
  const level = rubric?.levels.find(
    (one) =>
      one.points === points || (key !== '' && [one.code, one.name].some((own) => headerKey(own) === key)),
  );
  if (rubric && level) {
    const isEnough = rankOfLevel(rubric, level.code) >= rankOfLevel(rubric, rubric.requiredLevel);
    return { kind: 'level', level: level.code, isEnough };
  }
  if (NOTHING.has(text)) return { kind: 'none' };
  return { kind: TICKS.has(text) ? 'missing' : 'unknown' };
}

/** The levels for people who have to write one: `Proficient (3)`. */
export function nameLevels({ rubric }: AchievementDefinition): string {
  return (rubric?.levels ?? []).map(({ name, points }) => `${name} (${points})`).join(', ');
}
