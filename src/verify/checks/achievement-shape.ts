import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { Finding } from '../../model/verification.ts';
import { subjectOf } from '../read-achievement.ts';

/**
 * What OB 3.0 asks of an AchievementCredential beyond its JSON Schema: there is an achievement to read, its results point
 * at descriptions that it has, and reach what it requires (data model §B.1, Result and ResultDescription).
 */
export function findAchievementProblems(credential: JsonObject): Finding[] {
  const subject = subjectOf(credential);
  if (subject === undefined) return [];
  const achievement = subject['achievement'];
  if (!isJsonObject(achievement) || textOf(achievement['name']) === undefined) {
    return [{ outcome: 'failed', code: 'achievement-missing', detail: 'It does not say what was achieved.' }];
  }
  const findings: Finding[] = [];
  if (textOf(subject['id']) === undefined && valuesOf(subject['identifier']).length === 0) {
    findings.push({
      outcome: 'warning',
      code: 'subject-not-identified',
      detail: 'It does not say whom it is about in a form that can be compared.',
    });
  }
  const descriptions = valuesOf(achievement['resultDescription']).filter(isJsonObject);
  for (const result of valuesOf(subject['result']).filter(isJsonObject)) {
    const problem = findResultProblem(result, descriptions);
    if (problem !== null) findings.push(problem);
  }
  return findings;
}

function findResultProblem(result: JsonObject, descriptions: JsonObject[]): Finding | null {
  const named = single(result['resultDescription']);
  if (named === undefined) return null;
  const description = descriptions.find((candidate) => candidate['id'] === named);
  if (description === undefined) return broken();
  const levels = orderLevels(valuesOf(description['rubricCriterionLevel']).filter(isJsonObject));
  const reached = single(result['achievedLevel']);
  if (reached !== undefined && !levels.includes(reached)) return broken();
  const required = single(description['requiredLevel']);
  if (required === undefined || reached === undefined) return null;
  return levels.indexOf(reached) < levels.indexOf(required) || !levels.includes(required)
    ? {
        outcome: 'failed',
        code: 'required-level-not-reached',
        detail: 'The result that it states is below what it requires itself.',
      }
    : null;
}

/**
 * Ids from low to high. OB 3.0 lists levels in that order, but its context makes them a set, so a signature does not cover
 * the order: the numbers that levels carry themselves (`level`, else `points`) go before it.
 */
function orderLevels(levels: JsonObject[]): (string | undefined)[] {
  const number = ['level', 'points'].find((member) =>
    levels.every((level) => Number.isFinite(Number.parseFloat(single(level[member]) ?? ''))),
  );
  const ordered =
    number === undefined
      ? levels
      : levels.toSorted(
          (a, b) => Number.parseFloat(single(a[number]) ?? '') - Number.parseFloat(single(b[number]) ?? ''),
        );
  return ordered.map((level) => textOf(level['id']));
}

/** The text of a member that has one value, be it alone or in an array: the same to a signature. */
function single(value: Json | undefined): string | undefined {
  return textOf(valuesOf(value)[0]);
}

function broken(): Finding {
  return {
    outcome: 'failed',
    code: 'result-reference-broken',
    detail: 'A result points at a level or a description that is not there.',
  };
}
