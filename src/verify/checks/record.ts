import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { CheckResult, Finding, VerificationResult } from '../../model/verification.ts';
import { concludeCheck } from '../check.ts';
import { type Companion, MAX_CONTAINED } from '../company.ts';
import { isSamePerson } from '../completeness/same-person.ts';
import { achievementIdOf } from '../read-achievement.ts';
import { PART_PROBLEMS } from './completeness.ts';

/**
 * Does a full record (CLR 2.0 ClrCredential) hold? Everything in it was verified for itself (`results`, in the order of `contained`), is
 * about the person that the record is about, and what its associations call a part of something is there.
 */
export function checkRecord(
  record: JsonObject,
  contained: readonly Companion[],
  results: readonly VerificationResult[],
): CheckResult {
  if (contained.length === 0 || contained.length > MAX_CONTAINED || results.length < contained.length) {
    const detail =
      contained.length > MAX_CONTAINED
        ? 'It holds more than 100 credentials.'
        : 'There is nothing in it that can be read.';
    return concludeCheck('completeness', [{ outcome: 'failed', code: 'record-empty', detail }]);
  }
  const examined = contained.map(({ credential, id }, index): Finding[] => {
    const name = results[index]?.credential?.name;
    const part = { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) };
    const problem = PART_PROBLEMS[results[index]?.verdict ?? 'unreadable'];
    const person = isSamePerson(record, credential);
    return [
      ...(problem === undefined ? [] : [{ outcome: problem[0], code: problem[1], detail: problem[2], part }]),
      ...(person === 'other'
        ? [
            {
              outcome: 'failed' as const,
              code: 'part-of-another-person' as const,
              detail: 'A part is about another person.',
              part,
            },
          ]
        : []),
      ...(person === 'unknown'
        ? [
            {
              outcome: 'unknown' as const,
              code: 'part-not-checked' as const,
              detail: 'A part does not say whom it is about in a form that can be compared.',
              part,
            },
          ]
        : []),
    ];
  });
  const findings = [...examined.flat(), ...findMissing(record, contained)];
  const good = examined.filter((found) => found.length === 0).length;
  const check = concludeCheck('completeness', findings);
  return {
    ...check,
    ...(check.detail === undefined
      ? {}
      : { detail: `${good} of ${contained.length} credentials in it hold. ${check.detail}` }),
    parts: { named: contained.length, good },
  };
}

/** `isPartOf` an achievement of which a credential is there, from one of which none is (CLR 2.0 Association). */
function findMissing(record: JsonObject, contained: readonly Companion[]): Finding[] {
  const achievements = new Set(contained.map(({ credential }) => achievementIdOf(credential)));
  return valuesOf(record['credentialSubject'])
    .filter(isJsonObject)
    .flatMap((subject) => valuesOf(subject['association']).filter(isJsonObject))
    .filter(({ associationType }) => valuesOf(associationType)[0] === 'isPartOf')
    .filter(
      ({ sourceId, targetId }) => achievements.has(textOf(targetId)) && !achievements.has(textOf(sourceId)),
    )
    .map(({ sourceId }) => ({
      outcome: 'failed',
      code: 'part-missing',
      detail: 'A part that it names is not there.',
      part: { id: textOf(sourceId) ?? '' },
    }));
}
