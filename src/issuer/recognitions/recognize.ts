import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import { CRYPTOSUITES } from '../../proof/cryptosuites.ts';
import type { Issuance, RecognizedSubject } from '../../store/records.ts';
import { finishIssuance, type IssuedCredential } from '../finish-issuance.ts';
import { hashJson } from '../hash-json.ts';
import { assertWellFormed } from '../issue-other-credential.ts';
import { type Issuing, newCredentialId, requireIssuer, toSecond } from '../issuing.ts';
import type { StoredOther } from '../prepare-other-credential.ts';
import { buildRecognition, describeSubject } from './build-recognition.ts';
import { readStaples, stapleIds } from './read-staples.ts';
import type { RecognitionRequest } from './recognition-request.ts';

/**
 * Recognizes an issuer, or one of its achievements, in the order of every issuance. The same request is the same recognition as
 * long as that one is neither over nor revoked; with an idempotency key, for ever.
 *
 * Rejects with AppError ISSUER_UNKNOWN, REQUEST_INVALID for an end that is past or for an issuer that would recognize itself,
 * and as `issueOtherCredential` does.
 */
export async function recognize(
  issuing: Issuing,
  request: RecognitionRequest,
  { actor, idempotencyKey }: { actor: string; idempotencyKey?: string },
): Promise<IssuedCredential> {
  const { issuer: slug = '', ...asked } = request;
  const { did } = await requireIssuer(issuing.store, slug);
  if (did === request.recognizes.id)
    throw invalid(
      'recognizes.id',
      'own',
      'Nobody recognizes themselves: this is the issuer that would sign.',
    );
  const requestHash = hashJson({ recognition: asked as JsonObject, issuer: slug });
  const key = idempotencyKey === undefined ? await nextKey(issuing, requestHash) : `key:${idempotencyKey}`;
  const known = await issuing.store.getIssuance(key);
  if (known !== null && known.requestHash === requestHash) return finishIssuance(issuing, known, actor);
  const issuedAt = toSecond(issuing.now());
  const credential = buildRecognition(asked, did, issuedAt);
  const intent = { slug, credential, recognizes: describeSubject(asked), key, requestHash, issuedAt };
  return issueRecognition(issuing, intent, actor);
}

/** A recognition that was decided: reserved, signed, recorded. Rejects as `recognize` does. */
export async function issueRecognition(
  issuing: Issuing,
  intent: {
    slug: string;
    credential: JsonObject;
    recognizes: RecognizedSubject;
    key: string;
    requestHash: string;
    issuedAt: Date;
    renews?: string;
  },
  actor: string,
): Promise<IssuedCredential> {
  const { store } = issuing;
  const { slug, credential, recognizes, key, requestHash, issuedAt, renews } = intent;
  const { validUntil } = credential;
  if (typeof validUntil === 'string' && new Date(validUntil) <= issuedAt)
    throw invalid('validUntil', 'past', 'It would have ended before it is given.');
  const issuer = await requireIssuer(store, slug);
  const cryptosuites = CRYPTOSUITES.map(({ name }) => name);
  const credentialId = newCredentialId();
  await assertWellFormed(credential, { id: credentialId, issuer, status: null, cryptosuites }, issuedAt);
  const staples = stapleIds(await readStaples(issuing, { issuerDid: issuer.did }));
  const request: StoredOther = {
    credential,
    cryptosuites,
    recognizes,
    ...(staples === undefined ? {} : { staples }),
  };
  const issuance: Issuance = await store.reserveIssuance(
    {
      idempotencyKey: key,
      requestHash,
      issuerSlug: slug,
      kind: 'other',
      credentialId,
      holder: null,
      achievement: null,
      needsStatus: true,
      ...(renews === undefined ? {} : { renews }),
      issuedAt,
      request: request as unknown as JsonObject,
    },
    {
      at: issuing.now(),
      actor,
      action: 'issuance-reserved',
      subject: credentialId,
      details: {
        kind: 'other',
        issuer: slug,
        recognizes: recognizes.subjectId,
        of: recognizes.issuerDid,
        ...(renews === undefined ? {} : { renews }),
      },
    },
  );
  return finishIssuance(issuing, issuance, actor);
}

/** What is over can be given again: each time under the next number, so that two who ask at once still give one. */
async function nextKey({ store, now }: Issuing, requestHash: string): Promise<string> {
  for (let turn = 1; ; turn++) {
    const key = `recognize:${requestHash}:${turn}`;
    const known = await store.getIssuance(key);
    if (known === null || known.state === 'reserved') return key;
    if (known.state === 'refused') continue;
    const given = await store.getCredential(known.credentialId);
    if (given === null) return key;
    const isOver = given.standing === 'revoked' || (given.validUntil !== null && given.validUntil <= now());
    if (!isOver) return key;
  }
}

function invalid(path: string, code: string, detail: string): AppError {
  return new AppError('REQUEST_INVALID', detail, { problems: [{ path, code, detail }] });
}
