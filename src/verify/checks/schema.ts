import { type JsonObject, valuesOf } from '../../model/json.ts';
import type { CheckResult } from '../../model/verification.ts';
import { skippedCheck } from '../check.ts';

/** The official OB 3.0 JSON Schema. Nearly every badge in the field breaks some rule of it, so failing it is a warning. */
export async function checkSchema(
  credential: JsonObject,
  matchesSchema?: (credential: JsonObject) => boolean,
): Promise<CheckResult> {
  const types = valuesOf(credential['type']);
  const isOpenBadge = types.includes('AchievementCredential') || types.includes('OpenBadgeCredential');
  if (!isOpenBadge || valuesOf(credential['@context'])[0] !== 'https://www.w3.org/ns/credentials/v2') {
    return skippedCheck('schema', 'no-schema', 'There is no official schema for this kind of credential.');
  }
  const matches = matchesSchema ?? (await import('./interpret-schema.ts')).interpretSchema;
  if (matches(credential)) return { check: 'schema', outcome: 'passed' };
  return {
    check: 'schema',
    outcome: 'warning',
    code: 'schema-mismatch',
    detail: 'It does not keep to every rule of the official Open Badges 3.0 schema.',
  };
}
