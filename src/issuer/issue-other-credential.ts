import { isJsonObject, type JsonObject, textOf, valuesOf } from '../model/json.ts';
import { AppError, type Subproblem } from '../model/problem.ts';
import { CRYPTOSUITES, requireCryptosuites } from '../proof/cryptosuites.ts';
import { loadContext } from '../proof/document-loader.ts';
import { signCredential } from '../proof/sign-credential.ts';
import type { Signer } from '../proof/signer.ts';
import { lintCredential } from '../verify/lint-credential.ts';
import { finishIssuance, type IssuedCredential } from './finish-issuance.ts';
import { hashJson } from './hash-json.ts';
import type { IssueOptions } from './issue-credential.ts';
import { type Issuing, newCredentialId, requireIssuer, toSecond } from './issuing.ts';
import { type Additions, prepareOtherCredential, type StoredOther } from './prepare-other-credential.ts';

/**
 * VC-API `POST /credentials/issue`: signs any well-formed credential in our issuer's name. `issuer` becomes ours, a status
 * entry is reserved unless one is there, and contexts that the proofs need are added. The same order as `issueCredential`;
 * without an idempotency key each request is a new one.
 *
 * Rejects with AppError REQUEST_INVALID (each problem named) for what is no credential, CONTEXT_NOT_BUNDLED for a context and
 * CRYPTOSUITE_NOT_SUPPORTED for a suite that we do not have, and like `issueCredential`.
 */
export async function issueOtherCredential(
  issuing: Issuing,
  credential: JsonObject,
  options: IssueOptions & { credentialId?: string; cryptosuites?: readonly string[] },
): Promise<IssuedCredential> {
  const { actor, issuer: slug = '' } = options;
  const cryptosuites = [...(options.cryptosuites ?? CRYPTOSUITES.map(({ name }) => name))];
  const stated = options.credentialId ?? textOf(credential['id']);
  const issuer = await requireIssuer(issuing.store, slug);
  const requestHash = hashJson({ credential, cryptosuites, credentialId: stated ?? null, issuer: slug });
  const idempotencyKey =
    options.idempotencyKey === undefined ? `once:${newCredentialId()}` : `key:${options.idempotencyKey}`;
  const known = await issuing.store.getIssuance(idempotencyKey);
  if (known !== null && known.requestHash === requestHash) return finishIssuance(issuing, known, actor);

  const credentialId = stated ?? newCredentialId();
  const needsStatus = credential['credentialStatus'] === undefined;
  const at = issuing.now();
  const issuedAt = toSecond(at);
  await assertWellFormed(credential, { id: credentialId, issuer, status: null, cryptosuites }, issuedAt);
  const issuance = await issuing.store.reserveIssuance(
    {
      idempotencyKey,
      requestHash,
      issuerSlug: slug,
      kind: 'other',
      credentialId,
      holder: null,
      achievement: null,
      needsStatus,
      issuedAt,
      request: { credential, cryptosuites } satisfies StoredOther,
    },
    {
      at,
      actor,
      action: 'issuance-reserved',
      subject: credentialId,
      details: { kind: 'other', issuer: slug },
    },
  );
  return finishIssuance(issuing, issuance, actor);
}

/**
 * Before an id and an index are used up: VC-API wants every malformed credential refused with 400 or 422. Rejects with AppError
 * REQUEST_INVALID, CONTEXT_NOT_BUNDLED, CRYPTOSUITE_NOT_SUPPORTED or LINT_FAILED.
 */
export async function assertWellFormed(
  credential: JsonObject,
  additions: Additions,
  created: Date,
): Promise<void> {
  const shape = findShapeProblems(credential, additions.id);
  if (shape.length > 0)
    throw new AppError('REQUEST_INVALID', 'This is not a credential that can be signed.', {
      problems: shape,
    });
  // The loader names the first that it does not have.
  for (const context of valuesOf(credential['@context'])) await loadContext(String(context));
  requireCryptosuites(additions.cryptosuites);
  const prepared = prepareOtherCredential(credential, additions);
  const problems = await lintCredential(prepared, 'theirs');
  if (problems.length > 0)
    throw new AppError('LINT_FAILED', 'The credential would not verify, so it was not signed.', { problems });
  await rehearse(prepared, additions, created);
}

/**
 * Lets the signing library look at the credential with a signer that holds no key. It refuses more than our lint does, and
 * what it refused after the intent was stored could neither be issued nor be closed.
 */
async function rehearse(
  prepared: JsonObject,
  { issuer, cryptosuites }: Additions,
  created: Date,
): Promise<void> {
  const signer: Signer = {
    controller: issuer.did,
    publicKeyMultibase: 'z6MkRehearsal',
    sign: async () => new Uint8Array(64),
  };
  try {
    await signCredential(prepared, { signer, cryptosuites, created });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('LINT_FAILED', 'The credential is not well-formed, so it was not signed.', { cause });
  }
}

function findShapeProblems(credential: JsonObject, id: string): Subproblem[] {
  const { '@context': context, type, issuer, credentialSubject } = credential;
  const isStringOrObject =
    typeof issuer === 'string' || (isJsonObject(issuer) && typeof issuer['id'] === 'string');
  const subjects = valuesOf(credentialSubject);
  const rules: [boolean, string, string][] = [
    [
      Array.isArray(context) && context.every((entry) => typeof entry === 'string'),
      '@context',
      'It must be an array of context URLs.',
    ],
    [
      Array.isArray(type) &&
        type.every((entry) => typeof entry === 'string') &&
        type.includes('VerifiableCredential'),
      'type',
      'It must be an array of strings with VerifiableCredential.',
    ],
    [isStringOrObject, 'issuer', 'It must be a string or an object with an id.'],
    [
      subjects.length > 0 &&
        subjects.every((subject) => isJsonObject(subject) && Object.keys(subject).length > 0),
      'credentialSubject',
      'It must be an object, or an array of objects, that say something.',
    ],
    [
      ['undefined', 'string'].includes(typeof credential['id']) && isRecordable(id),
      'id',
      'It must be a URL of at most 2,000 characters.',
    ],
  ];
  return rules.flatMap(([holds, path, detail]) => (holds ? [] : [{ path, code: 'invalid', detail }]));
}

/** What an engine can keep and look up: PostgreSQL has no NUL and limits the length of a key. */
function isRecordable(id: string): boolean {
  return URL.canParse(id) && id.length <= 2_000 && !/\p{Cc}/u.test(id);
}
