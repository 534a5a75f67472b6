import { isJsonObject, type Json, type JsonObject, valuesOf } from '../../src/model/json.ts';

const ANNOTATIONS = ['$schema', '$id', '$comment', 'title', 'description', 'examples'];
const MAPS_OF_SCHEMAS = ['properties', '$defs'];
const SETS = ['required', 'enum'];

/** A schema without what only explains, and with its sets in one order: two that are equal then decide alike. */
export function plainSchema(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(plainSchema);
  if (!isJsonObject(schema)) return schema;
  const constraints = Object.entries(schema).filter(([keyword]) => !ANNOTATIONS.includes(keyword));
  return Object.fromEntries(constraints.map(([keyword, value]) => [keyword, plainValue(keyword, value)]));
}

function plainValue(keyword: string, value: Json): Json {
  if (SETS.includes(keyword)) return valuesOf(value).map(String).sort();
  // Its keys are names of members and classes: `description` is one of them.
  if (MAPS_OF_SCHEMAS.includes(keyword)) return mapOfSchemas(value as JsonObject);
  return plainSchema(value);
}

function mapOfSchemas(schemas: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, plainSchema(schema)]));
}
