import type { JsonObject } from '../json.ts';
import { matching } from './json-schema.ts';

/** The second context of a credential. */
export const badgeContextUrl = (): JsonObject =>
  matching(/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/);

/** BCP 47, as far as Open Badges goes: language, script, region. */
export const languageTag = (): JsonObject => matching(/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/);

export const compactJws = (): JsonObject => matching(/^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+$/);
