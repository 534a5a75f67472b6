import { isJsonObject, type JsonObject, textOf } from './json.ts';

/** The id of a credential's issuer, which VCDM lets stand as a string or as the `id` of an object. */
export function issuerIdOf({ issuer }: JsonObject): string | undefined {
  return textOf(isJsonObject(issuer) ? issuer['id'] : issuer);
}
