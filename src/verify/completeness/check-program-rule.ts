import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { achievementOf, subjectOf } from '../read-achievement.ts';

export interface RuleAnswer {
  /** How many requirements the credential states in a form that can be counted. */
  stated: number;
  met: number;
}

/**
 * Whether the parts at hand meet the program's rule, which a credential states in OB 3.0's own words (docs/records.md): each
 * ResultDescription with a `requiredValue` is a requirement. Where it has alignments, these name the achievements that count, or the
 * rubric levels of theirs that must be reached, and the requirement is how many of them are wanted. Without alignments (hours of
 * work) nothing but the credential's own result can be counted.
 */
export function checkProgramRule(credential: JsonObject, parts: readonly JsonObject[]): RuleAnswer {
  const subject = subjectOf(credential);
  const requirements = valuesOf(achievementOf(credential)?.['resultDescription'])
    .filter(isJsonObject)
    .filter((description) => toNumber(description['requiredValue']) !== undefined);
  const results = valuesOf(subject?.['result']).filter(isJsonObject);
  const met = requirements.filter((requirement) => {
    const wanted = toNumber(requirement['requiredValue']) ?? Number.POSITIVE_INFINITY;
    const alignments = valuesOf(requirement['alignment']).filter(isJsonObject);
    const has =
      alignments.length > 0
        ? countReached(alignments, parts)
        : toNumber(results.find((result) => isOf(result, requirement))?.['value']);
    return has !== undefined && has >= wanted;
  });
  return { stated: requirements.length, met: met.length };
}

/** Each achievement counts once, in however many versions or copies it is named and held. */
function countReached(alignments: readonly JsonObject[], parts: readonly JsonObject[]): number {
  const reached = alignments.filter((alignment) => {
    const target = textOf(valuesOf(alignment['targetUrl'])[0]);
    return target !== undefined && parts.some((part) => reaches(part, target));
  });
  const codes = reached.map(({ targetCode, targetUrl }) =>
    String(valuesOf(targetCode)[0] ?? valuesOf(targetUrl)[0]),
  );
  const holding = parts.filter((part) =>
    reached.some((alignment) => reaches(part, String(valuesOf(alignment['targetUrl'])[0]))),
  );
  // Neither two names for one part nor two copies of one part make two.
  const achievements = new Set(holding.map((part) => achievementOf(part)?.['id']));
  return Math.min(new Set(codes).size, achievements.size);
}

/** The target is the part's achievement, or a level of a rubric of it that the part reaches by its points. */
function reaches(part: JsonObject, target: string): boolean {
  const achievement = achievementOf(part);
  if (achievement === undefined) return false;
  if (achievement['id'] === target) return true;
  const subject = subjectOf(part);
  return valuesOf(achievement['resultDescription'])
    .filter(isJsonObject)
    .some((description) => {
      const levels = valuesOf(description['rubricCriterionLevel']).filter(isJsonObject);
      const wanted = pointsOf(levels, target);
      const result = valuesOf(subject?.['result'])
        .filter(isJsonObject)
        .find((one) => isOf(one, description));
      const has = pointsOf(levels, textOf(valuesOf(result?.['achievedLevel'])[0]));
      return wanted !== undefined && has !== undefined && has >= wanted;
    });
}

/** The order in which a credential lists levels is not signed, so only their points can be compared. */
function pointsOf(levels: readonly JsonObject[], id: string | undefined): number | undefined {
  const level = levels.find((candidate) => id !== undefined && candidate['id'] === id);
  return toNumber(level?.['points']);
}

/** A value alone and in an array are the same to a signature. */
function isOf(result: JsonObject, description: JsonObject): boolean {
  const [described] = valuesOf(result['resultDescription']);
  return described !== undefined && described === description['id'];
}

function toNumber(value: JsonObject[string] | undefined): number | undefined {
  const [first] = valuesOf(value);
  const number = typeof first === 'number' ? first : Number.parseFloat(textOf(first) ?? '');
  return Number.isFinite(number) ? number : undefined;
}
