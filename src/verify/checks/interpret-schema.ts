import { type Schema, Validator } from '@cfworker/json-schema';
import type { JsonObject } from '../../model/json.ts';
import { OPEN_BADGE_SCHEMA } from '../../model/open-badge-schema/open-badge-schema.ts';

/** An interpreter, not a compiler: pages forbid `eval`, and there is to be one verify for the server and the page. */
const validator = new Validator(OPEN_BADGE_SCHEMA as Schema, '2019-09', false);

/** Whether it keeps to the official OB 3.0 JSON Schema. Loaded when the first credential gets as far as that. */
export function interpretSchema(credential: JsonObject): boolean {
  return validator.validate(credential).valid;
}
