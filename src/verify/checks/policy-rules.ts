import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { PolicyRuleName, PolicyRules } from '../../model/policy.ts';
import type { CheckResult, Finding } from '../../model/verification.ts';
import { readAwardDate } from '../award-date.ts';
import { achievementOf, subjectOf } from '../read-achievement.ts';

export interface RulesInput {
  credential: JsonObject;
  /** What the completeness check answered. */
  check: CheckResult;
  /** The parts of it that hold. */
  parts: readonly JsonObject[];
  rules: PolicyRules;
  now: Date;
}

type Rule = {
  code: Finding['code'] & string;
  name: PolicyRuleName;
  wanted: string;
  found?: string | undefined;
};

/** Every rule of a policy that a credential does not meet, with what it has and what is wanted (docs/policy.md). */
export function checkRules(input: RulesInput): Finding[] {
  return RULES.flatMap((rule) => rule(input) ?? []).map(({ code, name, wanted, found }) => ({
    outcome: 'failed',
    code,
    detail: `${WORDS[name]} Wanted: ${wanted}.`,
    rule: { name, wanted, ...(found === undefined ? {} : { found }) },
  }));
}

const WORDS: Record<PolicyRuleName, string> = {
  maximumAgeYears: 'It was awarded too long ago.',
  minimumLevel: 'The level reached is too low.',
  minimumAssessors: 'Too few people assessed.',
  frameworks: 'It is aligned to none of the frameworks.',
  achievements: 'It is not one of the achievements.',
  requireParts: 'The parts that it builds on are needed: ask for the full record.',
};

/** A rule that is not asked for or met gives nothing. */
const RULES: readonly ((input: RulesInput) => Rule | undefined)[] = [
  ({ credential, rules: { maximumAgeYears: years }, now }) => {
    if (years === undefined) return undefined;
    const awarded = readAwardDate(credential);
    const limit = new Date(now);
    limit.setUTCMonth(limit.getUTCMonth() - Math.round(years * 12));
    if (awarded !== undefined && awarded.end >= limit.getTime()) return undefined;
    return {
      code: 'rule-maximum-age',
      name: 'maximumAgeYears',
      wanted: `awarded on or after ${toDay(limit.getTime())}`,
      found: awarded === undefined ? undefined : `awarded on ${toDay(awarded.start)}`,
    };
  },
  ({ credential, rules: { minimumLevel: wanted } }) => {
    if (wanted === undefined) return undefined;
    const levels = readLevels(credential);
    const low = levels.find((level) => !reaches(level, wanted));
    if (levels.length > 0 && low === undefined) return undefined;
    return {
      code: 'rule-minimum-level',
      name: 'minimumLevel',
      wanted: typeof wanted === 'number' ? `${wanted} points or more` : `${wanted} or higher`,
      found: low === undefined ? undefined : `${low.reached.name} (${low.reached.points} points)`,
    };
  },
  ({ credential, parts, rules: { minimumAssessors: wanted } }) => {
    if (wanted === undefined) return undefined;
    // A whole was assessed in its parts: each of them counts.
    const counts = (parts.length > 0 ? parts : [credential]).map(readAssessors);
    const least = counts.includes(undefined) ? undefined : Math.min(...counts.map((count) => count ?? 0));
    if (least !== undefined && least >= wanted) return undefined;
    return {
      code: 'rule-minimum-assessors',
      name: 'minimumAssessors',
      wanted: `${wanted} or more`,
      found: least === undefined ? undefined : String(least),
    };
  },
  ({ credential, rules: { frameworks } }) => {
    if (frameworks === undefined) return undefined;
    const has = valuesOf(achievementOf(credential)?.['alignment'])
      .filter(isJsonObject)
      .flatMap(({ targetFramework }) => textOf(valuesOf(targetFramework)[0]) ?? []);
    if (has.some((name) => frameworks.some((wanted) => fold(wanted) === fold(name)))) return undefined;
    const [found] = has;
    return {
      code: 'rule-frameworks',
      name: 'frameworks',
      wanted: list(frameworks),
      found: found?.slice(0, 200),
    };
  },
  ({ credential, rules: { achievements } }) => {
    if (achievements === undefined) return undefined;
    const id = textOf(achievementOf(credential)?.['id']);
    const isOne = achievements.some(
      (wanted) => wanted === id || (id !== undefined && wanted === id.split('?v=')[0]),
    );
    if (isOne) return undefined;
    return {
      code: 'rule-achievements',
      name: 'achievements',
      wanted: list(achievements),
      found: id?.slice(0, 300),
    };
  },
  ({ check: completeness, rules: { requireParts } }) => {
    if (requireParts !== true || completeness.outcome === 'passed' || completeness.code === 'no-parts')
      return undefined;
    // The parts may all hold while the program's rule is not stated.
    const { named = 0, good = 0 } = completeness.parts ?? {};
    if (completeness.outcome === 'warning' && good === named) return undefined;
    return {
      code: 'rule-parts',
      name: 'requireParts',
      wanted: named === 0 ? 'every part' : `all ${named} parts`,
      found: `${good} of them`,
    };
  },
];

interface Level {
  reached: { name: string; points: number };
  /** Every level of the same rubric. */
  levels: { name: string; points: number }[];
}

/**
 * The rubric levels reached. Their order in a credential is not signed, their points are. A level that cannot be found is there all the
 * same, without points: it must not be possible to hide the low one of two.
 */
function readLevels(credential: JsonObject): Level[] {
  const descriptions = valuesOf(achievementOf(credential)?.['resultDescription']).filter(isJsonObject);
  const results = valuesOf(subjectOf(credential)?.['result']).filter(isJsonObject);
  return results.flatMap((result) =>
    valuesOf(result['achievedLevel']).map((achieved) => {
      const described = valuesOf(result['resultDescription']);
      const levels = descriptions
        .filter(({ id }) => id !== undefined && described.includes(id))
        .flatMap((description) => valuesOf(description['rubricCriterionLevel']).filter(isJsonObject));
      const reached = levels.find(({ id }) => id !== undefined && id === achieved);
      return { reached: readLevel(reached ?? {}), levels: levels.map(readLevel) };
    }),
  );
}

function readLevel(level: JsonObject): { name: string; points: number } {
  const points = Number.parseFloat(textOf(valuesOf(level['points'])[0]) ?? '');
  return { name: (textOf(valuesOf(level['name'])[0]) ?? '').slice(0, 200), points };
}

/** Without points nothing can be compared, and then it is not reached. */
function reaches({ reached, levels }: Level, wanted: number | string): boolean {
  const points =
    typeof wanted === 'number' ? wanted : levels.find(({ name }) => fold(name) === fold(wanted))?.points;
  return points !== undefined && reached.points >= points;
}

/** `2 trained assessors`: Lectern and others write the number in digits into the name of `source`. */
function readAssessors(credential: JsonObject): number | undefined {
  const source = subjectOf(credential)?.['source'];
  const name = isJsonObject(source) ? textOf(valuesOf(source['name'])[0]) : undefined;
  const number = /(?<![\d.,])(\d{1,3}) (?:trained )?assessors?\b/i.exec(name?.slice(0, 1_000) ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

function fold(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

function list(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(' or ')
    : `${names.slice(0, 3).join(', ')} or ${names.length - 3} more`;
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
