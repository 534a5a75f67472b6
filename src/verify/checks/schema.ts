import { type Schema, Validator } from '@cfworker/json-schema';
import { type JsonObject, valuesOf } from '../../model/json.ts';
import { OPEN_BADGE_SCHEMA } from '../../model/open-badge-schema/open-badge-schema.ts';
import type { CheckResult } from '../../model/verification.ts';
import { skippedCheck } from '../check.ts';

/** An interpreter, not a compiler: pages forbid `eval`, and there is to be one verify for the server and the page. */
let validator: Validator | undefined;

/** The official OB 3.0 JSON Schema. Nearly every badge in the field breaks some rule of it, so failing it is a warning. */
export function checkSchema(
  credential: JsonObject,
  matchesSchema: (credential: JsonObject) => boolean = interpretSchema,
): CheckResult {
  const types = valuesOf(credential['type']);
  const isOpenBadge = types.includes('AchievementCredential') || types.includes('OpenBadgeCredential');
  if (!isOpenBadge || valuesOf(credential['@context'])[0] !== 'https://www.w3.org/ns/credentials/v2') {
    return skippedCheck('schema', 'no-schema', 'There is no official schema for this kind of credential.');
  }
  if (matchesSchema(credential)) return { check: 'schema', outcome: 'passed' };
  return {
    check: 'schema',
    outcome: 'warning',
    code: 'schema-mismatch',
    detail: 'It does not keep to every rule of the official Open Badges 3.0 schema.',
  };
}

function interpretSchema(credential: JsonObject): boolean {
  validator ??= new Validator(OPEN_BADGE_SCHEMA as Schema, '2019-09', false);
  return validator.validate(credential).valid;
}
