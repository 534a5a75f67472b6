import type { JsonObject } from '../json.ts';

/**
 * The few JSON Schema (2019-09) shapes that the Open Badges data model is made of. Each call makes a new object, because
 * a validator may write its own marks into the schema that it is given.
 */
export type Members = Record<string, JsonObject>;

export const text = (): JsonObject => ({ type: 'string' });
export const number = (): JsonObject => ({ type: 'number' });
export const truth = (): JsonObject => ({ type: 'boolean' });
export const date = (): JsonObject => ({ type: 'string', format: 'date' });
export const dateTime = (): JsonObject => ({ type: 'string', format: 'date-time' });
export const matching = (pattern: RegExp): JsonObject => ({ type: 'string', pattern: pattern.source });
export const oneOf = (...choices: JsonObject[]): JsonObject => ({ oneOf: choices });
export const wordOf = (...words: string[]): JsonObject => ({ type: 'string', enum: words });
export const many = (item: JsonObject): JsonObject => ({ type: 'array', items: item });
export const instanceOf = (className: string): JsonObject => ({ $ref: `#/$defs/${className}` });
export const manyOf = (className: string): JsonObject => many(instanceOf(className));

/** Several members of plain text. */
export function texts(...names: string[]): Members {
  return Object.fromEntries(names.map((name) => [name, text()]));
}

/** A word of the vocabulary or an extension. "Begins with `ext:`" is what the standard means; "contains" is what it checks. */
export function extensible(vocabulary: readonly string[]): JsonObject {
  return oneOf(wordOf(...vocabulary), matching(/(ext:)[a-z|A-Z|0-9|.|-|_]+/));
}

/** A `type` array that has one of these among its names. */
export function typed(...anyOf: string[]): JsonObject {
  return { type: 'array', minItems: 1, contains: { enum: anyOf }, items: text() };
}

interface ClassMembers {
  required?: Members;
  optional?: Members;
}

/** A class that others may add members to: nearly all of them. */
export function openClass({ required = {}, optional = {} }: ClassMembers): JsonObject {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: true,
  };
}

/** A class with these members and no others. */
export function closedClass(members: ClassMembers): JsonObject {
  return { ...openClass(members), additionalProperties: false };
}
