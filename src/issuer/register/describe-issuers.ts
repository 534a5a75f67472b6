import type { JsonObject } from '../../model/json.ts';
import { presentMembers } from '../../model/present-members.ts';
import { toDateTime } from '../../program/iso-time.ts';
import { recognitionUrl } from '../recognitions/list-recognitions.ts';
import type { OwnIssuer } from './list-own-issuers.ts';
import type { RecognizedFor, RegisterIssuer } from './list-register-issuers.ts';
import type { RegisterProfile } from './register-entry.ts';

/** An issuer of the register, for machines. */
export function describeRegisterIssuer(
  publicUrl: string,
  { profile, isRecognized, recognitions }: RegisterIssuer,
): JsonObject {
  return {
    ...describeProfile(profile),
    recognized: isRecognized,
    recognizedFor: recognitions.map((recognition) => describeRecognizedFor(publicUrl, recognition)),
  };
}

/** An issuer of this instance, for machines: who recognizes it, and for what. */
export function describeOwnIssuer({ issuer, recognizedBy }: OwnIssuer): JsonObject {
  const { did: id, name, url, email } = issuer;
  return {
    id,
    name,
    ...presentMembers({ url, email }),
    recognizedBy: recognizedBy.map((received) => ({
      id: received.authorityDid,
      name: received.authorityName,
      recognition: received.id,
      ...(received.kind === 'issuer'
        ? { kind: 'issuer' }
        : { kind: 'achievement', achievement: { id: received.subjectId, name: received.subjectName } }),
      validFrom: toDateTime(received.validFrom),
      ...(received.validUntil === null ? {} : { validUntil: toDateTime(received.validUntil) }),
    })),
  };
}

function describeRecognizedFor(publicUrl: string, { entry, standing, since }: RecognizedFor): JsonObject {
  const { kind, achievement, validFrom, validUntil, givenBy, comment, id } = entry;
  return {
    kind,
    ...presentMembers({ achievement, comment }),
    givenBy: describeProfile(givenBy),
    standing,
    since: toDateTime(since),
    validFrom: toDateTime(validFrom),
    ...(validUntil === null ? {} : { validUntil: toDateTime(validUntil) }),
    recognition: recognitionUrl(publicUrl, id),
  };
}

function describeProfile({ did: id, name, url, email, phone }: RegisterProfile): JsonObject {
  return { id, name, ...presentMembers({ url, email, phone }) };
}
