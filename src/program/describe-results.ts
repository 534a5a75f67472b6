import type { Result } from '../model/credential.ts';
import type { AchievementDefinition, Rubric } from './achievement-definition.ts';
import { levelId, resultId } from './achievement-ids.ts';
import type { HeldCredential } from './held-credential.ts';
import { findAchievementDefinition, type Program } from './program.ts';

/** The level reached in the achievement's own rubric, and in a full credential the one reached in each part. */
export function describeResults(
  achievement: string,
  program: Program,
  definition: AchievementDefinition,
  level: string | undefined,
  parts: readonly HeldCredential[],
): Result[] {
  const own = definition.rubric ? [describeResult(achievement, definition.rubric, level)] : [];
  const ofParts = parts.flatMap((part) => {
    const rubric = findAchievementDefinition(program, part.achievementCode)?.rubric;
    return rubric ? [describeResult(achievement, rubric, part.level, part.achievementCode)] : [];
  });
  return [...own, ...ofParts];
}

function describeResult(
  achievement: string,
  rubric: Rubric,
  code: string | null | undefined,
  part?: string,
): Result {
  const level = rubric.levels.find((candidate) => candidate.code === code);
  return {
    type: ['Result'],
    resultDescription: resultId(achievement, part),
    // A part of an older rubric may have a level that this one does not name: it is completed, at no level of these.
    ...(level
      ? { achievedLevel: levelId(achievement, level.code, part), value: String(level.points) }
      : { status: 'Completed' }),
  };
}
