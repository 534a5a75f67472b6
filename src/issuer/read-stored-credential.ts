import { isJsonObject, type JsonObject, parseJson } from '../model/json.ts';
import type { CredentialRecord } from '../store/records.ts';

/** A stored credential as JSON. What we recorded is one: anything else is a damaged store, and throws. */
export function readStoredCredential({ body }: CredentialRecord): JsonObject {
  const parsed = parseJson(body);
  if (parsed.ok && isJsonObject(parsed.value)) return parsed.value;
  throw new Error('a stored credential is not JSON');
}
