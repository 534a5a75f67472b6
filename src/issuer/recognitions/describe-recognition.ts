import type { ReceivedRecognition, RecognitionRecord } from '../../store/recognition-store.ts';
import type { RecognizedSubject } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';
import { recognitionUrl, standingOf } from './list-recognitions.ts';

/** A recognition that was given here, for programs. */
export function describeGiven(
  { publicUrl, now }: Pick<Issuing, 'publicUrl' | 'now'>,
  recognition: RecognitionRecord,
) {
  return {
    id: recognition.id,
    url: recognitionUrl(publicUrl, recognition.id),
    name: recognition.name,
    ...describeSubject(recognition),
    issuer: recognition.issuerSlug,
    validFrom: recognition.validFrom.toISOString(),
    validUntil: recognition.validUntil?.toISOString() ?? null,
    standing: standingOf(recognition, now()),
    renews: recognition.renews,
    replacedBy: recognition.replacedBy,
    credential: JSON.parse(recognition.body),
  };
}

/** A recognition that was received, for programs. */
export function describeReceived({ now }: Pick<Issuing, 'now'>, recognition: ReceivedRecognition) {
  return {
    id: recognition.id,
    name: recognition.name,
    ...describeSubject(recognition),
    authority: { id: recognition.authorityDid, name: recognition.authorityName },
    validFrom: recognition.validFrom.toISOString(),
    validUntil: recognition.validUntil?.toISOString() ?? null,
    standing: standingOf(recognition, now()),
    receivedAt: recognition.receivedAt.toISOString(),
    checkedAt: recognition.checkedAt.toISOString(),
    credential: JSON.parse(recognition.body),
  };
}

function describeSubject({ kind, subjectId, subjectName, issuerDid, issuerName }: RecognizedSubject) {
  return {
    kind,
    subject: { id: subjectId, name: subjectName },
    recognizes: { id: issuerDid, name: issuerName },
  };
}
