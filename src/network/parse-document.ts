import { isJsonObject, type JsonObject, parseJson } from '../model/json.ts';
import { FetchFailure } from '../model/verification.ts';

/** The JSON object in these bytes; throws `FetchFailure('not-json')` for anything else, JSON or not. */
export function parseDocument(bytes: Uint8Array): JsonObject {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FetchFailure('not-json', { cause });
  }
  const parsed = parseJson(text);
  if (!parsed.ok || !isJsonObject(parsed.value)) throw new FetchFailure('not-json');
  return parsed.value;
}
