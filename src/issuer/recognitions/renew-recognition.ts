import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { presentMembers } from '../../model/present-members.ts';
import { AppError } from '../../model/problem.ts';
import { endOfDay, toDateTime } from '../../program/iso-time.ts';
import { finishIssuance, type IssuedCredential } from '../finish-issuance.ts';
import { hashJson } from '../hash-json.ts';
import { type Issuing, toSecond } from '../issuing.ts';
import type { StoredOther } from '../prepare-other-credential.ts';
import { requireRecognition } from './list-recognitions.ts';
import type { RecognitionRenewal } from './recognition-request.ts';
import { issueRecognition } from './recognize.ts';

/**
 * Gives a recognition of the same subject that begins when the old one ends, or now if it has ended. The old one stays as it
 * is until its end. The same renewal again is the same recognition.
 *
 * Rejects with AppError NOT_FOUND, STANDING_CONFLICT for one that is revoked, REQUEST_INVALID for one that does not end or an
 * end that is too early, and as `recognize` does.
 */
export async function renewRecognition(
  issuing: Issuing,
  id: string,
  { renewal, actor }: { renewal: RecognitionRenewal; actor: string },
): Promise<IssuedCredential> {
  const { store } = issuing;
  const old = await requireRecognition(store, id);
  const requestHash = hashJson({ renews: id, ...presentMembers(renewal) } as JsonObject);
  const key = `renew-recognition:${requestHash}`;
  const known = await store.getIssuance(key);
  if (known !== null) return finishIssuance(issuing, known, actor);
  if (old.standing !== 'in-force')
    throw new AppError('STANDING_CONFLICT', 'What was revoked cannot be renewed. Give a new recognition.');
  if (old.validUntil === null)
    throw new AppError('REQUEST_INVALID', 'This recognition does not end, so there is nothing to renew.');
  const source = await store.getIssuanceOfCredential(id);
  if (source === null) throw new Error('a recognition that was given has its issuance');
  const { credential } = source.request as unknown as StoredOther;
  const issuedAt = toSecond(issuing.now());
  const from = old.validUntil > issuedAt ? old.validUntil : issuedAt;
  const until = renewal.validUntil === undefined ? undefined : endOfDay(renewal.validUntil);
  if (until !== undefined && until <= from)
    throw new AppError('REQUEST_INVALID', 'The renewal must end after the recognition that it renews.', {
      problems: [{ path: 'validUntil', code: 'too-early', detail: 'It must be after the old end.' }],
    });
  const { validUntil: _, ...kept } = credential;
  const { kind, subjectId, subjectName, issuerDid, issuerName } = old;
  return issueRecognition(
    issuing,
    {
      slug: old.issuerSlug,
      credential: {
        ...kept,
        validFrom: toDateTime(from),
        ...(until === undefined ? {} : { validUntil: toDateTime(until) }),
        credentialSubject: withComment(credential['credentialSubject'], renewal.comment),
      },
      recognizes: { kind, subjectId, subjectName, issuerDid, issuerName },
      key,
      requestHash,
      issuedAt,
      renews: id,
    },
    actor,
  );
}

function withComment(subject: unknown, comment: string | undefined): JsonObject {
  return {
    ...(isJsonObject(subject) ? subject : {}),
    ...presentMembers({ endorsementComment: comment }),
  };
}
