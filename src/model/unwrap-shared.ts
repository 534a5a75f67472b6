import { isJsonObject, type JsonObject } from './json.ts';

/** What some sites wrap around what they share: `{verifiableCredential}` or, VerifierPlus, `{vp}`; neither is a document itself. */
export function unwrapShared(document: JsonObject): JsonObject {
  if (document['@context'] !== undefined) return document;
  const { verifiableCredential, vp } = document;
  return isJsonObject(verifiableCredential) ? verifiableCredential : isJsonObject(vp) ? vp : document;
}
