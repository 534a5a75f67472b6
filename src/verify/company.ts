import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../model/json.ts';
import { decodeJwt } from '../proof/verify-jwt.ts';
import type { VerifyOptions } from './check.ts';
import { collectStatements } from './recognition/collect-statements.ts';
import { readStatement } from './recognition/statement.ts';

/** The most credentials that one presentation or record is unpacked into. */
export const MAX_CONTAINED = 100;

/** A credential beside another: handed in with it, or in the same record. Nothing in it is verified. */
export interface Companion {
  /** As it travels: JSON with its proofs, or a Compact JWS. */
  secured: JsonObject | string;
  credential: JsonObject;
  id: string | undefined;
}

/** What a credential came with. */
export interface Company {
  companions: Companion[];
  /** What is in it, if it is a record (CLR 2.0). */
  contained?: Companion[];
  /** Endorsements from elsewhere than the credential itself. */
  recognitions: (JsonObject | string)[];
}

/** `isContained`: it is itself something's part, and what it contains in turn is not unpacked. */
export function openCompany(
  credential: JsonObject,
  { companions = [], recognitions = [] }: Pick<VerifyOptions, 'companions' | 'recognitions'>,
  isContained: boolean,
  read: ReadCompanion = readCompanion,
): Company {
  const contained = isContained ? [] : readRecord(credential).slice(0, MAX_CONTAINED + 1);
  const beside = companions.map(read);
  const handedIn = beside.filter((companion) => readStatement(companion.credential) !== null);
  return {
    companions: beside,
    ...(isRecord(credential) ? { contained: contained.map(read) } : {}),
    recognitions: [
      ...recognitions,
      ...handedIn.map(({ secured }) => secured),
      // Members of a record may rest on what is stapled to the record.
      ...(isRecord(credential) ? collectStatements(credential).statements.map(({ secured }) => secured) : []),
    ],
  };
}

/** A full record: CLR 2.0 ClrCredential. */
export function isRecord(credential: JsonObject): boolean {
  return valuesOf(credential['type']).includes('ClrCredential');
}

/** What a full record holds; of anything else, nothing. */
export function readRecord(credential: JsonObject): (JsonObject | string)[] {
  if (!isRecord(credential)) return [];
  return valuesOf(credential['credentialSubject']).filter(isJsonObject).flatMap(readContained);
}

/** What a CLR's subject or a presentation contains, as it is verified (CLR 2.0 ClrSubject, VCDM 2.0 §4.13). */
export function readContained(holder: JsonObject): (JsonObject | string)[] {
  return valuesOf(holder['verifiableCredential']).map(readHeld);
}

export type ReadCompanion = (secured: JsonObject | string) => Companion;

/** What somebody handed in or put into a record, not believed. */
export function readCompanion(secured: JsonObject | string): Companion {
  const credential = (typeof secured === 'string' ? decodeJwt(secured)?.credential : secured) ?? {};
  return { secured, credential, id: textOf(credential['id']) };
}

/** A credential, a Compact JWS, or a JWS enveloped as a `data:` URL (VCDM 2.0 §4.13.3). */
function readHeld(credential: Json): JsonObject | string {
  if (typeof credential === 'string') return credential;
  if (!isJsonObject(credential)) return {};
  const enveloped = /^data:application\/vc\+jwt,(.+)$/.exec(String(credential['id'] ?? ''))?.[1];
  return valuesOf(credential['type']).includes('EnvelopedVerifiableCredential') && enveloped !== undefined
    ? enveloped
    : credential;
}
