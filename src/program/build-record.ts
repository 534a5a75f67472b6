import {
  type AchievementKind,
  type BitstringStatusListEntry,
  CLR_CREDENTIAL_SCHEMA,
  type Profile,
  RECORD_CONTEXTS,
} from '../model/credential.ts';
import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../model/json.ts';
import { presentMembers } from '../model/present-members.ts';
import { AppError } from '../model/problem.ts';
import { describeStatusEntry, type StatusPlace } from './describe-status-entry.ts';
import { toDateTime } from './iso-time.ts';

/** Signed recognitions that travel with what they are about. */
export interface Staples {
  /** Of the issuer. */
  issuer: readonly JsonObject[];
  /** Of achievements that are in the record. */
  achievements: readonly JsonObject[];
}

export interface RecordInput {
  /** `urn:uuid:…`, for ever. */
  id: string;
  issuer: Profile;
  /** As signed. */
  full: JsonObject;
  /** As signed, in the order in which the full credential names them. */
  parts: readonly { kind: AchievementKind; credential: JsonObject }[];
  staples: Staples;
  /** The reserved place in a status list. */
  status: StatusPlace;
  /** Becomes `validFrom`, to the second. */
  issuedAt: Date;
  sample: boolean;
}

/** CLR 2.0 Association: how one achievement stands to another. */
type Association = {
  type: 'Association';
  associationType: 'isPartOf' | 'precedes';
  sourceId: string;
  targetId: string;
};

/** A CLR 2.0 ClrCredential before it is signed. */
export type UnsignedRecord = {
  '@context': string[];
  id: string;
  type: ['VerifiableCredential', 'ClrCredential'];
  issuer: JsonObject;
  name: string;
  description: string;
  validFrom: string;
  awardedDate?: string;
  endorsement?: JsonObject[];
  credentialSubject: {
    type: ['ClrSubject'];
    name: string;
    identifier?: Json;
    verifiableCredential: JsonObject[];
    association: Association[];
  };
  credentialStatus: BitstringStatusListEntry;
  credentialSchema: { id: string; type: string }[];
  proof?: never;
};

/**
 * The full record of a full credential: it and its parts in one file, as each was signed, with how they belong together and the
 * recognitions that speak for their issuer. Pure: the same input gives the same document.
 *
 * Throws AppError LINT_FAILED when the full credential does not say whom it is about, or one of them what was achieved.
 */
export function buildRecord(input: RecordInput): UnsignedRecord {
  const { full, parts, staples, issuer } = input;
  const [subject] = valuesOf(full['credentialSubject']).filter(isJsonObject);
  const holderName = textOf(subject?.['name']);
  if (subject === undefined || holderName === undefined)
    throw new AppError('LINT_FAILED', 'The full credential does not say whom it is about.');
  const { identifier } = subject;
  const awardedDate = textOf(full['awardedDate']);
  const all = uniqueById([...staples.issuer, ...staples.achievements]);
  return {
    '@context': [...RECORD_CONTEXTS],
    id: input.id,
    type: ['VerifiableCredential', 'ClrCredential'],
    issuer: {
      id: issuer.id,
      type: ['Profile'],
      ...presentMembers({ name: issuer.name, url: issuer.url, email: issuer.email, phone: issuer.phone }),
      ...(staples.issuer.length > 0 ? { endorsement: [...staples.issuer] } : {}),
    },
    name: `Full record: ${textOf(full['name']) ?? 'full credential'}`,
    description: describeContents(parts.length, input.sample),
    validFrom: toDateTime(input.issuedAt),
    ...presentMembers({ awardedDate }),
    ...(all.length > 0 ? { endorsement: all } : {}),
    credentialSubject: {
      type: ['ClrSubject'],
      name: holderName,
      ...(identifier === undefined ? {} : { identifier }),
      verifiableCredential: [full, ...parts.map(({ credential }) => credential)],
      association: associate(full, parts),
    },
    credentialStatus: describeStatusEntry('revocation', input.status),
    credentialSchema: [{ ...CLR_CREDENTIAL_SCHEMA }],
  };
}

/** Every part is part of the whole; what was learnt piece by piece comes before the capstone that rests on it. */
function associate(full: JsonObject, parts: RecordInput['parts']): Association[] {
  const whole = achievementIdOf(full);
  const ofKind = (kind: AchievementKind) =>
    unique(parts.filter((part) => part.kind === kind).map(({ credential }) => achievementIdOf(credential)));
  const all = unique(parts.map(({ credential }) => achievementIdOf(credential)));
  const join = (
    associationType: Association['associationType'],
    sourceId: string,
    targetId: string,
  ): Association => ({ type: 'Association', associationType, sourceId, targetId });
  return [
    ...all.map((part) => join('isPartOf', part, whole)),
    ...ofKind('capstone').flatMap((capstone) =>
      ofKind('micro').map((micro) => join('precedes', micro, capstone)),
    ),
  ];
}

function achievementIdOf(credential: JsonObject): string {
  const [subject] = valuesOf(credential['credentialSubject']).filter(isJsonObject);
  const achievement = subject?.['achievement'];
  const id = isJsonObject(achievement) ? textOf(achievement['id']) : undefined;
  if (id === undefined)
    throw new AppError('LINT_FAILED', 'A credential of the record does not say what was achieved.');
  return id;
}

function describeContents(parts: number, sample: boolean): string {
  const contents = `The full credential and the ${parts === 1 ? 'one credential' : `${parts} credentials`} that it is composed of, each as it was signed.`;
  return sample ? `${contents} This is a sample made in practice mode. It is not a real record.` : contents;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function uniqueById(documents: readonly JsonObject[]): JsonObject[] {
  return [...new Map(documents.map((document) => [JSON.stringify(document['id']), document])).values()];
}
