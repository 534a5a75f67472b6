import type { JsonObject } from '../model/json.ts';

/** JSON is stored as text (see `tables.ts`); SQL's null is where there is none. */
export function storedJson(value: JsonObject): string;
export function storedJson(value: JsonObject | null): string | null;
export function storedJson(value: JsonObject | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

export function readJson(text: string): JsonObject;
export function readJson(text: string | null): JsonObject | null;
export function readJson(text: string | null): JsonObject | null {
  return text === null ? null : JSON.parse(text);
}
