import type { AchievementDefinition, Rubric, RubricLevel } from './achievement-definition.ts';
import type { Program } from './program.ts';
import type { Requirement } from './rule.ts';

/** A published achievement with the program that it was published in. */
export interface AchievementVersion {
  program: Program;
  definition: AchievementDefinition;
}

/** One thing that differs between two versions; null where there was, or is, nothing. */
export interface AchievementChange {
  /** For people. */
  what: string;
  before: string | null;
  after: string | null;
}

/**
 * What changed from one version of an achievement to another: everything that decides who earns it, in words. Of equal
 * versions, nothing.
 */
export function compareAchievements(
  before: AchievementVersion,
  after: AchievementVersion,
): AchievementChange[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const facts = Object.keys(now).map((what) => ({
    what,
    before: old[what] ?? null,
    after: now[what] ?? null,
  }));
  const levels = compareLevels(before.definition.rubric, after.definition.rubric);
  return [...facts, ...levels].filter((change) => change.before !== change.after);
}

/** The sentence of the achievement, else that of its program, about how independent its assessors are. */
export function assessorIndependenceOf({ program, definition }: AchievementVersion): string | undefined {
  if (definition.minimumAssessors === 0) return definition.assessorIndependence;
  return definition.assessorIndependence ?? program.assessorIndependence;
}

/** The same members in the same order for every achievement. */
function factsOf(version: AchievementVersion): Record<string, string | null> {
  const { program, definition } = version;
  const isFull = definition.kind === 'full';
  const { validYears } = program.settings;
  return {
    Name: definition.name,
    Description: definition.description,
    'What it asks for': definition.criteriaNarrative,
    Evidence: definition.requireEvidence ? 'Required' : 'Not required',
    'Kinds of evidence': joined(definition.evidenceKinds),
    Assessors: definition.minimumAssessors === 0 ? null : `At least ${definition.minimumAssessors}`,
    'Independence of assessors': assessorIndependenceOf(version) ?? null,
    'Standards it is aligned to': joined([
      ...definition.alignment.map(({ framework, item }) => `${framework} ${item}`),
      ...definition.otherAlignment.map(({ name }) => name),
    ]),
    'Hours of the program': program.facts.hours === undefined ? null : String(program.facts.hours),
    'What the full credential needs': isFull
      ? joined((program.rule ?? []).map((requirement) => describeRequirement(requirement, program)))
      : null,
    'Ends after': isFull && validYears !== undefined ? `${validYears} ${years(validYears)}` : null,
    Rubric: definition.rubric?.name ?? null,
    'Level required': requiredLevelOf(definition.rubric),
  };
}

/** By their codes, in the order of the newer rubric; what is gone comes last. */
function compareLevels(before: Rubric | undefined, after: Rubric | undefined): AchievementChange[] {
  const [old, now] = [before?.levels ?? [], after?.levels ?? []];
  const gone = old.filter(({ code }) => !now.some((level) => level.code === code));
  return [
    ...now.map((level) => ({
      what: `Level ${level.name}`,
      before: describeLevel(old.find(({ code }) => code === level.code)),
      after: describeLevel(level),
    })),
    ...gone.map((level) => ({ what: `Level ${level.name}`, before: describeLevel(level), after: null })),
  ];
}

function describeLevel(level: RubricLevel | undefined): string | null {
  if (level === undefined) return null;
  const { name, points, description } = level;
  return `${name}, ${points} ${points === 1 ? 'point' : 'points'}: ${description}`;
}

function requiredLevelOf(rubric: Rubric | undefined): string | null {
  return rubric?.levels.find(({ code }) => code === rubric.requiredLevel)?.name ?? null;
}

function describeRequirement(requirement: Requirement, program: Program): string {
  if (requirement.type === 'hours') return `At least ${requirement.minimum} hours`;
  const codes = requirement.type === 'all-of' ? requirement.achievements : requirement.of;
  const level =
    requirement.minimumLevel === undefined
      ? ''
      : `, at ${levelName(program, codes, requirement.minimumLevel)} or above`;
  const list = codes.map((code) => humanCodeOf(program, code)).join(', ');
  return requirement.type === 'all-of'
    ? `All of ${list}${level}`
    : `At least ${requirement.count} of ${list}${level}`;
}

function humanCodeOf({ achievements }: Program, code: string): string {
  return achievements.find((achievement) => achievement.code === code)?.humanCode ?? code;
}

function levelName({ achievements }: Program, codes: readonly string[], level: string): string {
  const levels = achievements
    .filter(({ code }) => codes.includes(code))
    .flatMap(({ rubric }) => rubric?.levels ?? []);
  return levels.find(({ code }) => code === level)?.name ?? level;
}

function joined(list: readonly string[]): string | null {
  return list.length === 0 ? null : list.join('; ');
}

function years(count: number): string {
  return count === 1 ? 'year' : 'years';
}
