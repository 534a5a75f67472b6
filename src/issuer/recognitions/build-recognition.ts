import { ENDORSEMENT_CREDENTIAL_SCHEMA, ISSUED_CONTEXTS } from '../../model/credential.ts';
import type { JsonObject } from '../../model/json.ts';
import { presentMembers } from '../../model/present-members.ts';
import { endOfDay, startOfDay, toDateTime } from '../../program/iso-time.ts';
import type { RecognizedSubject } from '../../store/records.ts';
import type { RecognitionRequest } from './recognition-request.ts';

/** The recognition that this issuer is asked for, before it has an id, a profile of the issuer and a status entry. Pure. */
export function buildRecognition(request: RecognitionRequest, issuer: string, issuedAt: Date): JsonObject {
  const { validFrom, validUntil } = request;
  return {
    '@context': [...ISSUED_CONTEXTS],
    type: ['VerifiableCredential', 'EndorsementCredential'],
    issuer,
    name: `Recognition of ${describeSubject(request).subjectName}`,
    validFrom: toDateTime(validFrom === undefined ? issuedAt : startOfDay(validFrom)),
    ...(validUntil === undefined ? {} : { validUntil: toDateTime(endOfDay(validUntil)) }),
    credentialSubject: buildSubject(request),
    credentialSchema: [{ ...ENDORSEMENT_CREDENTIAL_SCHEMA }],
  };
}

/** What it is about, as it is looked up. */
export function describeSubject({ recognizes, achievement }: RecognitionRequest): RecognizedSubject {
  return {
    kind: achievement === undefined ? 'issuer' : 'achievement',
    subjectId: achievement?.id ?? recognizes.id,
    subjectName: achievement?.name ?? recognizes.name,
    issuerDid: recognizes.id,
    issuerName: recognizes.name,
  };
}

function buildSubject({ recognizes, achievement, comment }: RecognitionRequest): JsonObject {
  const { id, name, url, email, phone } = recognizes;
  const contact = presentMembers({ url, email, phone });
  const said = presentMembers({ endorsementComment: comment });
  if (achievement === undefined)
    return { id, type: ['EndorsementSubject', 'Profile'], name, ...contact, ...said };
  const { humanCode, version } = achievement;
  return {
    id: achievement.id,
    type: ['EndorsementSubject', 'Achievement'],
    name: achievement.name,
    ...presentMembers({ humanCode, version }),
    // It counts for this issuer only.
    creator: { id, type: ['Profile'], name, ...contact },
    ...said,
  };
}
