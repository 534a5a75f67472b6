import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { Finding } from '../../model/verification.ts';

/**
 * What OB 3.0 asks of an AchievementCredential beyond its JSON Schema: there is an achievement to read, its results point
 * at descriptions that it has, and reach what it requires (data model §B.1, Result and ResultDescription).
 */
export function findAchievementProblems(credential: JsonObject): Finding[] {
  const [subject] = valuesOf(credential['credentialSubject']);
  if (!isJsonObject(subject)) return [];
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
  const named = textOf(result['resultDescription']);
  if (named === undefined) return null;
  const description = descriptions.find((candidate) => candidate['id'] === named);
  if (description === undefined) return broken();
  const levels = valuesOf(description['rubricCriterionLevel'])
    .filter(isJsonObject)
    .map((level) => level['id']);
  const reached = textOf(result['achievedLevel']);
  if (reached !== undefined && !levels.includes(reached)) return broken();
  const required = textOf(description['requiredLevel']);
  if (required === undefined || reached === undefined) return null;
  // Levels are listed from low to high.
  return levels.indexOf(reached) < levels.indexOf(required) || !levels.includes(required)
    ? {
        outcome: 'failed',
        code: 'required-level-not-reached',
        detail: 'The result that it states is below what it requires itself.',
      }
    : null;
}

function broken(): Finding {
  return {
    outcome: 'failed',
    code: 'result-reference-broken',
    detail: 'A result points at a level or a description that is not there.',
  };
}
