import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../../model/json.ts';

/** A credential that another one builds on. */
export interface NamedPart {
  id: string;
  name?: string;
  /** VCDM 2.0 §5.3 relatedResource, with every digest of the one that is meant. */
  resource?: JsonObject;
}

const CREDENTIAL_GENRES = ['OpenBadgeCredential', 'AchievementCredential'];
const CREDENTIAL_MEDIA_TYPES = ['application/vc', 'application/vc+ld+json', 'application/vc+jwt'];

/**
 * The parts that a credential names: evidence whose genre is a credential, and related resources of a credential's media type or
 * of an id that is at hand. Each once, in the order of the credential.
 *
 * Evidence and a related resource of one id are one thing to a signature, which does not cover where each of its members stands, nor
 * whether a place has more than the id: they are read as one.
 */
export function findNamedParts(credential: JsonObject, atHand: ReadonlySet<string>): NamedPart[] {
  const resources = describe(credential['relatedResource']);
  const told = new Map<string, JsonObject[]>();
  for (const one of [...describe(credential['evidence']), ...resources])
    told.set(one.id, [...(told.get(one.id) ?? []), one]);
  const areResources = new Set(resources.map(({ id }) => id));
  return [...told].flatMap(([id, descriptions]) => {
    const has = (member: string, values: readonly string[]) =>
      read(descriptions, member).some((value) => values.includes(value));
    const isCredential =
      has('genre', CREDENTIAL_GENRES) ||
      (areResources.has(id) && (atHand.has(id) || has('mediaType', CREDENTIAL_MEDIA_TYPES)));
    if (!isCredential) return [];
    const [name] = read(descriptions, 'name');
    const digests = ['digestMultibase', 'digestSRI'].map((member) => [member, read(descriptions, member)]);
    return [
      {
        id,
        ...(name === undefined ? {} : { name: name.slice(0, 300) }),
        ...(areResources.has(id) ? { resource: { id, ...Object.fromEntries(digests) } } : {}),
      },
    ];
  });
}

/** Objects with their ids, and bare ids. */
function describe(value: Json | undefined): (JsonObject & { id: string })[] {
  return valuesOf(value).flatMap((one) => {
    const id = textOf(isJsonObject(one) ? one['id'] : one);
    return id === undefined ? [] : [{ ...(isJsonObject(one) ? one : {}), id }];
  });
}

function read(descriptions: readonly JsonObject[], member: string): string[] {
  return [
    ...new Set(descriptions.flatMap((one) => valuesOf(one[member]).flatMap((value) => textOf(value) ?? []))),
  ];
}
