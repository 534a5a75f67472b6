import type { Subproblem } from '../model/problem.ts';
import type { ProgramSketch, RequirementSketch } from './program-sketch.ts';

/** What makes a program's rule one that nobody can meet, or that says nothing. */
export function checkRule(program: ProgramSketch): Subproblem[] {
  return [
    ...checkFullAndRule(program),
    ...(program.rule ?? []).flatMap((requirement, i) =>
      requirement ? checkRequirement(requirement, `rule.${i}`, program) : [],
    ),
  ];
}

function checkFullAndRule(program: ProgramSketch): Subproblem[] {
  const fulls = program.achievements.flatMap((achievement, i) => (achievement?.kind === 'full' ? [i] : []));
  const problems = fulls.slice(1).map((i) => ({
    path: `achievements.${i}.kind`,
    code: 'full-more-than-one',
    detail: 'A program has one rule and so one full credential.',
  }));
  if (fulls.length > 0 && program.rule === undefined) {
    const detail = 'There is a full credential, so say what it asks for.';
    problems.push({ path: 'rule', code: 'rule-missing', detail });
  }
  if (fulls.length === 0 && program.rule !== undefined) {
    const detail = 'There is no full credential that this rule could be for.';
    problems.push({ path: 'rule', code: 'rule-without-full', detail });
  }
  return problems;
}

function checkRequirement(
  requirement: RequirementSketch,
  path: string,
  program: ProgramSketch,
): Subproblem[] {
  const member = requirement.type === 'at-least' ? 'of' : 'achievements';
  const codes = requirement[member];
  const problems = codes.flatMap((code, i) =>
    code === undefined
      ? []
      : checkReference(code, codes.indexOf(code) < i, requirement, `${path}.${member}.${i}`, program),
  );
  const { count } = requirement;
  if (requirement.type === 'at-least' && count !== undefined && count > new Set(codes).size) {
    const detail = 'More achievements are asked for than the list has.';
    problems.push({ path: `${path}.count`, code: 'count-not-reachable', detail });
  }
  return problems;
}

function checkReference(
  code: string,
  isRepeated: boolean,
  requirement: RequirementSketch,
  path: string,
  program: ProgramSketch,
): Subproblem[] {
  if (isRepeated)
    return [{ path, code: 'achievement-listed-twice', detail: 'It counts once; list it once.' }];
  const achievement = program.achievements.find((candidate) => candidate?.code === code);
  if (!achievement) {
    return [{ path, code: 'achievement-unknown', detail: 'The program has no achievement with this code.' }];
  }
  if (achievement.kind === 'full') {
    return [{ path, code: 'achievement-is-full', detail: 'A full credential cannot be a part of itself.' }];
  }
  const { minimumLevel } = requirement;
  if (minimumLevel === undefined || !achievement.rubric) return [];
  if (achievement.rubric.levels.some((level) => level?.code === minimumLevel)) return [];
  const detail = 'The rubric of this achievement has no level with the code that minimumLevel names.';
  return [{ path, code: 'minimum-level-unknown', detail }];
}
