import { isJsonObject, type JsonObject, parseJson } from '../../model/json.ts';
import { presentMembers } from '../../model/present-members.ts';
import type { RecognitionRecord } from '../../store/recognition-store.ts';

/** Who is recognized, or gave a recognition: as the statement says, never as it says of itself elsewhere. */
export interface RegisterProfile {
  did: string;
  name: string;
  url?: string;
  email?: string;
  phone?: string;
}

/** A line of the register: one recognition, in words. */
export interface RegisterEntry {
  /** `urn:uuid:…` */
  id: string;
  kind: 'issuer' | 'achievement';
  issuer: RegisterProfile;
  /** The achievement that alone is recognized. */
  achievement?: { id: string; name: string; humanCode?: string; version?: string };
  comment?: string;
  givenBy: RegisterProfile;
  validFrom: Date;
  validUntil: Date | null;
  /** Dates apart: `standingOf` has both. */
  standing: RecognitionRecord['standing'];
  /** The one that it goes on from. */
  renews: string | null;
  recordedAt: Date;
}

/** What a recognition that was given here says. */
export function readRegisterEntry(record: RecognitionRecord): RegisterEntry {
  const parsed = parseJson(record.body);
  const body = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const subject = objectOf(body['credentialSubject']);
  const isIssuer = record.kind === 'issuer';
  const issuer = isIssuer ? subject : objectOf(subject['creator']);
  return {
    id: record.id,
    kind: record.kind,
    issuer: profileOf(issuer, record.issuerDid, record.issuerName),
    ...(isIssuer ? {} : { achievement: achievementOf(subject, record) }),
    ...presentMembers({ comment: textOf(subject['endorsementComment']) }),
    givenBy: profileOf(objectOf(body['issuer']), '', ''),
    validFrom: record.validFrom,
    validUntil: record.validUntil,
    standing: record.standing,
    renews: record.renews,
    recordedAt: record.recordedAt,
  };
}

function achievementOf(subject: JsonObject, { subjectId, subjectName }: RecognitionRecord) {
  const { humanCode, version } = subject;
  return {
    id: subjectId,
    name: subjectName,
    ...presentMembers({ humanCode: textOf(humanCode), version: textOf(version) }),
  };
}

function profileOf(
  { id, name, url, email, phone }: JsonObject,
  did: string,
  called: string,
): RegisterProfile {
  return {
    did: textOf(id) ?? did,
    name: textOf(name) ?? called,
    ...presentMembers({ url: textOf(url), email: textOf(email), phone: textOf(phone) }),
  };
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
