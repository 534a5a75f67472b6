import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { subjectOf } from '../read-achievement.ts';

/**
 * Whether two credentials are about one person, by what both say: the subject's `id`; a hashed identifier with the same salt; else
 * the name. `unknown`: they have nothing in common that could be compared.
 */
export function isSamePerson(one: JsonObject, other: JsonObject): 'same' | 'other' | 'unknown' {
  const [a, b] = [readPerson(one), readPerson(other)];
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id ? 'same' : 'other';
  const shared = [...a.hashed.keys()].filter((key) => b.hashed.has(key));
  if (shared.some((key) => a.hashed.get(key) !== b.hashed.get(key))) return 'other';
  if (a.names.length > 0 && b.names.length > 0)
    return a.names.some((name) => b.names.includes(name)) ? 'same' : 'other';
  return shared.length > 0 ? 'same' : 'unknown';
}

interface Person {
  id: string | undefined;
  names: string[];
  /** Type and salt → hash. */
  hashed: Map<string, string>;
}

function readPerson(credential: JsonObject): Person {
  const subject = subjectOf(credential) ?? {};
  const identifiers = valuesOf(subject['identifier']).filter(isJsonObject);
  const isHashed = ({ hashed }: JsonObject) =>
    ![undefined, false, 'false'].includes(valuesOf(hashed)[0] as never);
  const names = [
    valuesOf(subject['name'])[0],
    ...identifiers
      .filter((entry) => !isHashed(entry) && valuesOf(entry['identityType']).includes('name'))
      .map(({ identityHash }) => valuesOf(identityHash)[0]),
  ];
  return {
    id: textOf(subject['id']),
    names: names.flatMap((name) => foldName(name) ?? []),
    hashed: new Map(
      identifiers.filter(isHashed).flatMap(({ identityType, salt, identityHash }): [string, string][] => {
        const hash = textOf(valuesOf(identityHash)[0]);
        return hash === undefined ? [] : [[JSON.stringify([identityType, salt ?? null]), hash.toLowerCase()]];
      }),
    ),
  };
}

/** Of a plain string or a VCDM 2.0 language value. */
function foldName(value: Json | undefined): string | undefined {
  return textOf(isJsonObject(value) ? value['@value'] : value)
    ?.normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
