import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';

/** A credential that another one builds on. */
export interface NamedPart {
  id: string;
  name?: string;
  /** VCDM 2.0 §5.3 relatedResource, with the digest of the one that is meant. */
  resource?: JsonObject;
}

const CREDENTIAL_GENRES = ['OpenBadgeCredential', 'AchievementCredential'];
const CREDENTIAL_MEDIA_TYPES = ['application/vc', 'application/vc+ld+json', 'application/vc+jwt'];

/**
 * The parts that a credential names: evidence whose genre is a credential, and related resources of a credential's media type or
 * of an id that is at hand. Each once, in the order of the credential.
 */
export function findNamedParts(credential: JsonObject, atHand: ReadonlySet<string>): NamedPart[] {
  const resources = valuesOf(credential['relatedResource']).filter(isJsonObject);
  const evidence = valuesOf(credential['evidence']).filter(isJsonObject);
  const parts = new Map<string, NamedPart>();
  for (const one of evidence) {
    const id = textOf(one['id']);
    if (id === undefined || !CREDENTIAL_GENRES.includes(textOf(valuesOf(one['genre'])[0]) ?? '')) continue;
    const name = textOf(valuesOf(one['name'])[0])?.slice(0, 300);
    parts.set(id, { id, ...(name === undefined ? {} : { name }) });
  }
  for (const resource of resources) {
    const id = textOf(resource['id']);
    if (id === undefined) continue;
    const isCredential =
      parts.has(id) ||
      atHand.has(id) ||
      CREDENTIAL_MEDIA_TYPES.includes(textOf(valuesOf(resource['mediaType'])[0]) ?? '');
    // One that stands twice with two digests is meant by its first only: the second would let another one through.
    if (isCredential && parts.get(id)?.resource === undefined)
      parts.set(id, { ...parts.get(id), id, resource });
  }
  return [...parts.values()];
}
