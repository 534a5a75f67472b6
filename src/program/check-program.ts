import type { Subproblem } from '../model/problem.ts';
import { checkRule } from './check-rule.ts';
import type { Framework } from './framework.ts';
import { type AchievementSketch, type ProgramSketch, sketchProgram } from './program-sketch.ts';

/** What is wrong with a program beyond its shape: references that lead nowhere, codes used twice, a rule that nobody can meet. */
export function checkProgram(document: unknown, frameworks: readonly Framework[]): Subproblem[] {
  const program = sketchProgram(document);
  if (!program) return [];
  return [
    ...checkFramework(program, frameworks),
    ...program.achievements.flatMap((achievement, i) =>
      achievement
        ? [
            ...checkAlignment(achievement, `achievements.${i}`, frameworks),
            ...checkRubric(achievement, `achievements.${i}`),
            ...checkEvidenceKinds(achievement, `achievements.${i}`),
            ...checkFullType(achievement, `achievements.${i}`, program),
          ]
        : [],
    ),
    ...repeated(program.achievements, 'code', 'achievement-code-duplicate'),
    ...repeated(program.achievements, 'humanCode', 'human-code-duplicate'),
    ...checkRule(program),
  ];
}

function checkFramework(program: ProgramSketch, frameworks: readonly Framework[]): Subproblem[] {
  if (program.framework === undefined || frameworks.some(({ code }) => code === program.framework)) return [];
  return [{ path: 'framework', code: 'framework-unknown', detail: 'This instance has no such framework.' }];
}

function checkAlignment(
  achievement: AchievementSketch,
  path: string,
  frameworks: readonly Framework[],
): Subproblem[] {
  const seen = new Set<string>();
  return achievement.alignment.flatMap((alignment, i): Subproblem[] => {
    if (alignment?.framework === undefined) return [];
    const framework = frameworks.find(({ code }) => code === alignment.framework);
    const at = `${path}.alignment.${i}`;
    if (!framework) {
      const detail = 'This instance has no such framework.';
      return [{ path: `${at}.framework`, code: 'framework-unknown', detail }];
    }
    if (alignment.item === undefined) return [];
    if (!framework.items.some(({ code }) => code === alignment.item)) {
      return [
        { path: `${at}.item`, code: 'item-unknown', detail: 'The framework has no item with this code.' },
      ];
    }
    const key = `${alignment.framework} ${alignment.item}`;
    if (seen.has(key))
      return [{ path: at, code: 'alignment-duplicate', detail: 'This alignment is there twice.' }];
    seen.add(key);
    return [];
  });
}

function checkRubric(achievement: AchievementSketch, path: string): Subproblem[] {
  const { rubric } = achievement;
  if (!rubric) {
    if (achievement.kind !== 'micro' && achievement.kind !== 'capstone') return [];
    const detail = 'A micro-credential and a capstone are assessed against a rubric.';
    return [{ path: `${path}.rubric`, code: 'rubric-missing', detail }];
  }
  const problems = repeated(rubric.levels, 'code', 'level-code-duplicate', `${path}.rubric.levels`);
  for (const [i, level] of rubric.levels.entries()) {
    const before = rubric.levels[i - 1]?.points;
    if (level?.points === undefined || before === undefined || level.points > before) continue;
    const detail = 'Levels go from low to high: each has more points than the one before it.';
    problems.push({ path: `${path}.rubric.levels.${i}.points`, code: 'levels-not-ascending', detail });
  }
  const { requiredLevel } = rubric;
  if (requiredLevel !== undefined && !rubric.levels.some((level) => level?.code === requiredLevel)) {
    const detail = 'The rubric has no level with this code.';
    problems.push({ path: `${path}.rubric.requiredLevel`, code: 'level-unknown', detail });
  }
  return problems;
}

function checkEvidenceKinds(achievement: AchievementSketch, path: string): Subproblem[] {
  if (achievement.requireEvidence !== true || achievement.evidenceKinds.length > 0) return [];
  const detail = 'Evidence is required, so say which kinds are.';
  return [{ path: `${path}.evidenceKinds`, code: 'evidence-kinds-missing', detail }];
}

/** A full credential is a `Certificate`, or a `Certification` when it expires and renews. */
function checkFullType(achievement: AchievementSketch, path: string, program: ProgramSketch): Subproblem[] {
  if (achievement.kind !== 'full' || achievement.achievementType === undefined) return [];
  const expected = program.settings?.validYears === undefined ? 'Certificate' : 'Certification';
  if (achievement.achievementType === expected) return [];
  const detail = `A full credential of this program is a ${expected}: that follows from settings.validYears.`;
  return [{ path: `${path}.achievementType`, code: 'achievement-type-mismatch', detail }];
}

function repeated<Key extends string>(
  list: readonly ({ [key in Key]?: string | undefined } | undefined)[],
  member: Key,
  code: string,
  path = 'achievements',
): Subproblem[] {
  return list.flatMap((item, i) => {
    const value = item?.[member];
    if (value === undefined || list.findIndex((other) => other?.[member] === value) === i) return [];
    return [{ path: `${path}.${i}.${member}`, code, detail: 'Another one before it has the same code.' }];
  });
}
