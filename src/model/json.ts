/** JSON as it travels: what `JSON.parse` can give. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [member: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of a JSON-LD member that may be absent, single or an array. */
export function valuesOf(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The member's value when it is a string that says something, else undefined. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Limits for JSON that strangers send: bytes are limited by whoever reads them. */
const MAX_DEPTH = 64;
const MAX_MEMBERS = 200_000;

export type ParsedJson =
  | { ok: true; value: Json }
  | { ok: false; code: 'json-malformed' | 'json-too-deep' | 'json-too-large' };

/**
 * Parses untrusted JSON text. Depth and number of members are counted on the text before anything is built, so that
 * neither `JSON.parse` nor any recursive reader after it can be driven out of stack or memory.
 */
export function parseJson(text: string): ParsedJson {
  const size = measureJson(text);
  if (size.depth > MAX_DEPTH) return { ok: false, code: 'json-too-deep' };
  if (size.members > MAX_MEMBERS) return { ok: false, code: 'json-too-large' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, code: 'json-malformed' };
  }
}

/** Limits for JSON that is to be processed as JSON-LD, whose cost grows with the square of an array's length. */
const MAX_VALUES = 10_000;
const MAX_ARRAY = 1_000;

/** Whether a value is beyond what any credential needs, so that nothing recursive or slow is to be tried on it. */
export function isTooComplex(value: Json): boolean {
  let values = 0;
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (depth > MAX_DEPTH || values > MAX_VALUES) return true;
    if (level.some((entry) => Array.isArray(entry) && entry.length > MAX_ARRAY)) return true;
    level = level.flatMap((entry) =>
      typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
    );
  }
  return false;
}

function measureJson(text: string): { depth: number; members: number } {
  let depth = 0;
  let deepest = 0;
  let members = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x7d || c === 0x5d) depth--;
    else if (c === 0x2c) members++;
  }
  return { depth: deepest, members };
}
