import { randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { SecuredDocument } from '../model/credential.ts';
import { AppError, type ErrorCode, type Subproblem } from '../model/problem.ts';
import { signCredential } from '../proof/sign-credential.ts';
import type { CredentialRecord, Issuance, ShareRecord } from '../store/records.ts';
import { lintCredential } from '../verify/lint-credential.ts';
import { verifyCredential } from '../verify/verify-credential.ts';
import { buildAward, type Draft } from './build-award.ts';
import { type Issuing, requireIssuer } from './issuing.ts';
import { prepareOtherCredential, type StoredOther } from './prepare-other-credential.ts';
import { statusListUrl } from './publish-status-list.ts';

export interface IssuedCredential {
  credential: CredentialRecord;
  /** Null for a credential that has no share link. */
  share: ShareRecord | null;
}

/** A key that is away, a list that others are signing, a clock that was set back: none of them is the request's fault. */
const MAY_PASS: readonly ErrorCode[] = ['KEY_UNAVAILABLE', 'STATUS_VERSION_CONFLICT', 'SELF_CHECK_FAILED'];

/** 96 random bits: a share link that nobody guesses. */
const SHARE_ID_BYTES = 12;

/**
 * The second half of issuing, from a stored intent to a recorded credential: build → lint → sign → verify our own output →
 * record. Repeating it, here or in another process, gives the same bytes and records them once.
 */
export async function finishIssuance(
  issuing: Issuing,
  issuance: Issuance,
  actor: string,
): Promise<IssuedCredential> {
  if (issuance.state === 'issued') return readIssued(issuing, issuance.credentialId);
  if (issuance.state === 'refused') throw readRefusal(issuance);
  try {
    const draft =
      issuance.kind === 'other' ? await prepareOther(issuing, issuance) : await buildAward(issuing, issuance);
    const problems = await lintCredential(draft.unsigned, draft.selfCheck === 'whole' ? 'ours' : 'theirs');
    if (problems.length > 0)
      throw new AppError('LINT_FAILED', 'The credential would not verify cleanly, so it was not signed.', {
        problems,
      });
    const { did } = await requireIssuer(issuing.store, issuance.issuerSlug);
    const signer = await issuing.signers.signerOf(did);
    const signed = await signCredential(draft.unsigned, {
      signer,
      cryptosuites: draft.cryptosuites,
      created: issuance.issuedAt,
    });
    await selfCheck(issuing, signed, draft.selfCheck);
    await record(issuing, issuance, draft, signed, actor);
  } catch (error) {
    await refuse(issuing, issuance, error, actor);
    throw error;
  }
  return readIssued(issuing, issuance.credentialId);
}

async function prepareOther(
  issuing: Issuing,
  { request, credentialId, status, issuerSlug }: Issuance,
): Promise<Draft> {
  const { credential, cryptosuites } = request as unknown as StoredOther;
  const issuer = await requireIssuer(issuing.store, issuerSlug);
  const entry =
    status === null ? null : { listUrl: statusListUrl(issuing.publicUrl, status.list), index: status.index };
  const unsigned = prepareOtherCredential(credential, {
    id: credentialId,
    issuer,
    status: entry,
    cryptosuites,
  });
  // For lists of ours. PostgreSQL cannot hold a NUL.
  const name =
    typeof credential['name'] === 'string'
      ? credential['name'].slice(0, 300).replace(/\p{Cc}/gu, ' ')
      : 'Credential';
  return { unsigned, cryptosuites, name, holderName: null, selfCheck: 'proof' };
}

/** Nothing leaves that our own verifier would not call valid. */
async function selfCheck(
  issuing: Issuing,
  signed: SecuredDocument,
  extent: Draft['selfCheck'],
): Promise<void> {
  const { verdict } = await verifyCredential(signed, {
    fetchDocument: issuing.fetchDocument,
    now: issuing.now(),
    ...(extent === 'proof' ? { checks: ['structure', 'proof', 'issuer'] as const } : {}),
  });
  if (verdict !== 'valid' && verdict !== 'sample') {
    throw new AppError(
      'SELF_CHECK_FAILED',
      `Our own verifier calls the signed credential ${verdict}, so it was not issued.`,
    );
  }
}

async function record(
  issuing: Issuing,
  issuance: Issuance,
  draft: Draft,
  signed: SecuredDocument,
  actor: string,
): Promise<void> {
  const at = issuing.now();
  await issuing.store.completeIssuance(
    issuance.id,
    {
      body: canonicalize(signed) as string,
      name: draft.name,
      holderName: draft.holderName,
      validFrom: dateOf(signed['validFrom']) ?? issuance.issuedAt,
      validUntil: dateOf(signed['validUntil']),
      awardedDate: dateOf(signed['awardedDate']),
      shareId: issuance.kind === 'other' ? null : randomBytes(SHARE_ID_BYTES).toString('base64url'),
      recordedAt: at,
    },
    {
      at,
      actor,
      action: 'credential-issued',
      subject: issuance.credentialId,
      details: { kind: issuance.kind },
    },
  );
}

/** What can never succeed is closed with its reason; what may pass stays reserved for the next try. */
async function refuse(issuing: Issuing, issuance: Issuance, error: unknown, actor: string): Promise<void> {
  if (!(error instanceof AppError) || MAY_PASS.includes(error.code)) return;
  const problem = {
    code: error.code,
    detail: error.detail,
    problems: error.problems.map((entry) => ({ ...entry })),
  };
  await issuing.store.refuseIssuance(issuance.id, problem, {
    at: issuing.now(),
    actor,
    action: 'issuance-refused',
    subject: issuance.credentialId,
    details: { code: error.code },
  });
}

function readRefusal({ problem }: Issuance): AppError {
  const { code, detail, problems } = problem as unknown as {
    code: ErrorCode;
    detail: string;
    problems: Subproblem[];
  };
  return new AppError(code, detail, { problems });
}

async function readIssued(issuing: Issuing, credentialId: string): Promise<IssuedCredential> {
  const credential = await issuing.store.getCredential(credentialId);
  if (credential === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
  const [share = null] = await issuing.store.listSharesOfCredential(credentialId);
  return { credential, share };
}

function dateOf(value: unknown): Date | null {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value) : null;
}
