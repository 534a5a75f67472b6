import type { Achievement, Alignment, ResultDescription, RubricCriterionLevel } from '../model/credential.ts';
import type { AchievementDefinition, Rubric } from './achievement-definition.ts';
import { type AchievementPlace, achievementId, baseOf, levelId, resultId } from './achievement-ids.ts';
import { describeRequirements, type PartVersion } from './describe-requirements.ts';
import { findFrameworkItem } from './framework.ts';
import { findAchievementDefinition, type Program } from './program.ts';
import { achievementsOfRule } from './rule.ts';

/**
 * An achievement as Open Badges 3.0 writes it, for a credential and for `/achievements/{code}`. For a full credential,
 * `held` are the parts that its holder has: only their domains are claimed, so that five of seven never reads as
 * seven. Without it (the definition that everyone can read) all parts that the rule knows are shown.
 */
export function describeAchievement(
  place: AchievementPlace,
  definition: AchievementDefinition,
  held?: readonly PartVersion[],
): Achievement {
  const id = achievementId(place.publicUrl, definition);
  const isFull = definition.kind === 'full';
  const codes = held?.map(({ achievementCode }) => achievementCode);
  const parts = isFull ? partsOf(place.program, codes) : [];
  const alignment = describeAlignments(place, [
    definition,
    ...parts.map((part) => withinFramework(part, place.program.framework)),
  ]);
  const resultDescription = [
    ...(definition.rubric ? [describeRubric(id, definition.rubric)] : []),
    ...parts.flatMap((part) => (part.rubric ? [describePartResult(id, part, part.rubric)] : [])),
    ...(isFull ? describeRequirements(place, id, held) : []),
  ];
  return {
    id,
    type: ['Achievement'],
    achievementType: definition.achievementType,
    humanCode: definition.humanCode,
    version: definition.version,
    name: definition.name,
    description: definition.description,
    criteria: { id: `${id}#criteria`, narrative: narrateCriteria(definition) },
    image: {
      id: `${baseOf(place.publicUrl)}/achievements/${definition.code}/image.svg`,
      type: 'Image',
      caption: `Badge image: ${definition.name}`,
    },
    ...(definition.fieldOfStudy === undefined ? {} : { fieldOfStudy: definition.fieldOfStudy }),
    ...(alignment.length > 0 ? { alignment } : {}),
    ...(resultDescription.length > 0 ? { resultDescription } : {}),
  };
}

/**
 * `describeAchievement` that remembers: in a batch the same few achievements come thousands of times, and are one object each.
 * Do not change what it gives.
 */
export function rememberAchievements(place: AchievementPlace): typeof describeAchievement {
  const known = new Map<string, Achievement>();
  return (_, definition, held) => {
    const parts = held?.map(({ achievementCode, achievementVersion }) => [
      achievementCode,
      achievementVersion,
    ]);
    const key = JSON.stringify([definition.code, definition.version, parts]);
    let achievement = known.get(key);
    if (achievement === undefined) {
      achievement = describeAchievement(place, definition, held);
      known.set(key, achievement);
    }
    return achievement;
  };
}

function partsOf(program: Program, codes: readonly string[] | undefined): AchievementDefinition[] {
  return (codes ?? achievementsOfRule(program.rule ?? [])).flatMap(
    (code) => findAchievementDefinition(program, code) ?? [],
  );
}

/** A full credential claims the domains of its program's framework; crosswalks to others stay in the parts. */
function withinFramework(part: AchievementDefinition, framework: string): AchievementDefinition {
  const alignment = part.alignment.filter((alignment) => alignment.framework === framework);
  return { ...part, alignment, otherAlignment: [] };
}

/** What the reader of one credential needs to judge it travels with it: evidence, assessors and level, not only prose. */
function narrateCriteria(definition: AchievementDefinition): string {
  const { rubric, evidenceKinds, minimumAssessors } = definition;
  const required = rubric?.levels.find(({ code }) => code === rubric.requiredLevel);
  return [
    definition.criteriaNarrative,
    ...(evidenceKinds.length > 0
      ? [
          `${definition.requireEvidence ? 'Evidence required' : 'Evidence accepted'}: ${evidenceKinds.join('; ')}.`,
        ]
      : []),
    ...(required ? [`Level required: ${required.name}.`] : []),
    ...(minimumAssessors > 0 ? [`Assessors required: at least ${minimumAssessors}.`] : []),
  ].join('\n\n');
}

function describeAlignments(
  place: AchievementPlace,
  definitions: readonly AchievementDefinition[],
): Alignment[] {
  const alignments = definitions.flatMap((definition) => [
    ...definition.alignment.flatMap(({ framework, item }) => describeItem(place, framework, item)),
    ...definition.otherAlignment.map(
      ({ name, url, code, framework }): Alignment => ({
        type: ['Alignment'],
        ...(code === undefined ? {} : { targetCode: code }),
        targetName: name,
        ...(framework === undefined ? {} : { targetFramework: framework }),
        targetUrl: url,
      }),
    ),
  ]);
  // Two parts may serve the same item; it is claimed once.
  return alignments.filter(
    (one, i) => alignments.findIndex((other) => other.targetUrl === one.targetUrl) === i,
  );
}

function describeItem(place: AchievementPlace, frameworkCode: string, itemCode: string): Alignment[] {
  const found = findFrameworkItem(place.frameworks, frameworkCode, itemCode);
  if (!found) return [];
  const { framework, item } = found;
  return [
    {
      type: ['Alignment'],
      targetType: 'CFItem',
      targetCode: item.code,
      targetName: item.title,
      ...(item.label === undefined ? {} : { targetDescription: item.label }),
      targetFramework: framework.title,
      targetUrl: item.url ?? `${baseOf(place.publicUrl)}/frameworks/${framework.code}#${item.code}`,
    },
  ];
}

function describeRubric(id: string, rubric: Rubric): ResultDescription {
  return {
    id: resultId(id),
    type: ['ResultDescription'],
    name: rubric.name,
    resultType: 'RubricCriterionLevel',
    requiredLevel: levelId(id, rubric.requiredLevel),
    rubricCriterionLevel: rubric.levels.map(
      (level): RubricCriterionLevel => ({
        id: levelId(id, level.code),
        type: ['RubricCriterionLevel'],
        name: level.name,
        level: level.code,
        points: String(level.points),
        description: level.description,
      }),
    ),
  };
}

/** A part's levels by name only: what they mean stands in the part itself. */
function describePartResult(id: string, part: AchievementDefinition, rubric: Rubric): ResultDescription {
  return {
    id: resultId(id, part.code),
    type: ['ResultDescription'],
    name: part.name,
    resultType: 'RubricCriterionLevel',
    requiredLevel: levelId(id, rubric.requiredLevel, part.code),
    rubricCriterionLevel: rubric.levels.map(
      (level): RubricCriterionLevel => ({
        id: levelId(id, level.code, part.code),
        type: ['RubricCriterionLevel'],
        name: level.name,
        points: String(level.points),
      }),
    ),
  };
}
