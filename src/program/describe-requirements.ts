import type { Alignment, Result, ResultDescription } from '../model/credential.ts';
import { type AchievementPlace, achievementId, levelId } from './achievement-ids.ts';
import { countMet } from './check-requirements.ts';
import type { HeldCredential } from './held-credential.ts';
import { findAchievementDefinition, type Program } from './program.ts';
import type { Requirement } from './rule.ts';

/** A part by the achievement that it is of. */
export type PartVersion = Pick<HeldCredential, 'achievementCode' | 'achievementVersion'>;

/** The id of the ResultDescription that states the program's requirement at this place of its rule. */
function requirementId(achievement: string, index: number): string {
  return `${achievement}#requirement-${index + 1}`;
}

/**
 * The program's rule in Open Badges' own words, so that a verifier that has never heard of the program can check it: a
 * ResultDescription for each requirement, whose `requiredValue` is how many are wanted and whose alignments are the achievements that
 * count, or the levels of their rubrics that must be reached. `held`: parts whose versions are named too.
 */
export function describeRequirements(
  place: AchievementPlace,
  achievement: string,
  held: readonly PartVersion[] = [],
): ResultDescription[] {
  return (place.program.rule ?? []).map((requirement, index): ResultDescription => {
    const base = {
      id: requirementId(achievement, index),
      type: ['ResultDescription'] as ['ResultDescription'],
      name: nameRequirement(place.program, requirement),
      resultType: 'RawScore',
      valueMin: '0',
    };
    if (requirement.type === 'hours') return { ...base, requiredValue: String(requirement.minimum) };
    const codes = codesOf(requirement);
    return {
      ...base,
      valueMax: String(codes.length),
      requiredValue: String(requirement.type === 'all-of' ? codes.length : requirement.count),
      alignment: codes.flatMap((code) => alignToPart(place, code, requirement.minimumLevel, held)),
    };
  });
}

/** How far each requirement is met: how many count, or the hours as the issuer's roster states them. */
export function describeRequirementResults(
  achievement: string,
  program: Program,
  hours: number | undefined,
  parts: readonly HeldCredential[],
): Result[] {
  return (program.rule ?? []).flatMap((requirement, index): Result[] => {
    const value = requirement.type === 'hours' ? hours : countMet(program, requirement, parts);
    if (value === undefined) return [];
    return [{ type: ['Result'], resultDescription: requirementId(achievement, index), value: String(value) }];
  });
}

function codesOf(requirement: Exclude<Requirement, { type: 'hours' }>): string[] {
  return requirement.type === 'all-of' ? requirement.achievements : requirement.of;
}

/** `At least 5 of 7 parts, at Performing or above`. */
function nameRequirement(program: Program, requirement: Requirement): string {
  if (requirement.type === 'hours') return `Hours of program work: at least ${requirement.minimum}`;
  const codes = codesOf(requirement);
  const { minimumLevel } = requirement;
  const level = codes
    .flatMap((code) => findAchievementDefinition(program, code)?.rubric?.levels ?? [])
    .find(({ code }) => code === minimumLevel);
  const [only, ...others] = codes.flatMap((code) => findAchievementDefinition(program, code) ?? []);
  const count =
    only !== undefined && others.length === 0
      ? only.name
      : requirement.type === 'all-of'
        ? `All ${codes.length} of ${codes.length} parts`
        : `At least ${requirement.count} of ${codes.length} parts`;
  return level === undefined ? count : `${count}, at ${level.name} or above`;
}

/** The achievement as it is now, and as it is held where that is another version. */
function alignToPart(
  { program, publicUrl }: AchievementPlace,
  code: string,
  minimumLevel: string | undefined,
  held: readonly PartVersion[],
): Alignment[] {
  const part = findAchievementDefinition(program, code);
  if (part === null) return [];
  const versions = new Set([
    part.version,
    ...held
      .filter(({ achievementCode }) => achievementCode === code)
      .map(({ achievementVersion }) => achievementVersion),
  ]);
  return [...versions].map((version) => {
    const id = achievementId(publicUrl, { code, version });
    return {
      type: ['Alignment'],
      targetType: minimumLevel === undefined ? 'ceterms:Credential' : 'CFRubricCriterionLevel',
      targetCode: part.humanCode,
      targetName: part.name,
      targetUrl: minimumLevel === undefined ? id : levelId(id, minimumLevel),
    };
  });
}
