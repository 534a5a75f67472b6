import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.ts';

const BY_FORMAT: Record<string, string> = { date: '1984-02-29', 'date-time': '2026-11-21T12:00:00Z' };

/** Something that each pattern of the official schema matches. */
const BY_PATTERN: Record<string, string> = {
  '^https:\\/\\/purl\\.imsglobal\\.org\\/spec\\/ob\\/v3p0\\/context(-3\\.\\d\\.\\d)*\\.json$':
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  '^[a-zA-Z0-9_-]+\\.[a-zA-Z0-9_-]*\\.[a-zA-Z0-9_-]+$': 'eyJh.eyJi.c2ln',
  '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$': 'sr-Cyrl-RS',
  '(ext:)[a-z|A-Z|0-9|.|-|_]+': 'ext:TeacherLeader',
};

/**
 * A document that has every member of every class of the schema, once in full; where a class comes again, with what it
 * requires only. `choice` says which branch of each `oneOf` to take.
 */
export function sampleOf(root: JsonObject, choice: 0 | 1): Json {
  const classes = root['$defs'] as Record<string, JsonObject>;
  const seen = new Set<string>();

  function sample(schema: JsonObject, requiredOnly = false): Json {
    const { $ref, oneOf, allOf, type, pattern, format } = schema;
    if (typeof $ref === 'string') return sampleOfClass($ref.replace('#/$defs/', ''));
    if (Array.isArray(oneOf)) return sample(oneOf[choice] as JsonObject);
    if (Array.isArray(allOf)) return allOf.flatMap((part) => sample(part as JsonObject));
    if (Array.isArray(schema['enum'])) return schema['enum'][0] ?? null;
    if (type === 'object') return sampleOfObject(schema, requiredOnly);
    if (type === 'array') return sampleOfArray(schema);
    if (type === 'number') return 3.5;
    if (type === 'boolean') return true;
    if (type !== 'string') throw new Error(`No sample of ${JSON.stringify(schema)}`);
    const value = pattern ? BY_PATTERN[String(pattern)] : format ? BY_FORMAT[String(format)] : 'text';
    if (value === undefined) throw new Error(`No sample of ${JSON.stringify(schema)}`);
    return value;
  }

  function sampleOfClass(name: string): Json {
    const known = seen.has(name);
    seen.add(name);
    return sample(classes[name] as JsonObject, known);
  }

  function sampleOfObject({ properties = {}, required }: JsonObject, requiredOnly: boolean): JsonObject {
    const kept = Object.entries(properties as Record<string, JsonObject>).filter(
      ([name]) => !requiredOnly || (required as string[]).includes(name),
    );
    return Object.fromEntries(kept.map(([name, schema]) => [name, sample(schema)]));
  }

  function sampleOfArray({ items, contains, additionalItems }: JsonObject): Json[] {
    if (Array.isArray(items)) return [...items, additionalItems].map((item) => sample(item as JsonObject));
    return [sample((isJsonObject(contains) ? contains : items) as JsonObject)];
  }

  return sample(root);
}
