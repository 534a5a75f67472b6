import canonicalize from 'canonicalize';
import type { SecuredDocument } from '../model/credential.ts';
import { AppError } from '../model/problem.ts';
import { signCredential } from '../proof/sign-credential.ts';
import type { CredentialRecord, Issuance, ShareRecord } from '../store/records.ts';
import { assertClean } from './assert-clean.ts';
import { openAwardSources } from './award-sources.ts';
import { buildAward, type Draft } from './build-award.ts';
import { checkOwnOutput } from './check-own-output.ts';
import { describeNewCredential } from './describe-new-credential.ts';
import { type Issuing, requireIssuer } from './issuing.ts';
import { prepareOtherCredential, type StoredOther } from './prepare-other-credential.ts';
import { statusListUrl } from './publish-status-list.ts';
import { loadStaples, readStaple } from './recognitions/read-staples.ts';
import { describeRefusal, readRefusal } from './refusal.ts';

export interface IssuedCredential {
  credential: CredentialRecord;
  /** Null for a credential that has no share link. */
  share: ShareRecord | null;
}

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
  if (issuance.state === 'refused') throw readRefusal(issuance.problem);
  try {
    const draft =
      issuance.kind === 'other'
        ? await prepareOther(issuing, issuance)
        : await buildAward(issuing, openAwardSources(issuing), issuance);
    await assertClean(draft);
    const { did } = await requireIssuer(issuing.store, issuance.issuerSlug);
    const signer = await issuing.signers.signerOf(did);
    const signed = await signCredential(draft.unsigned, {
      signer,
      cryptosuites: draft.cryptosuites,
      created: issuance.issuedAt,
    });
    await checkOwnOutput(issuing, signed, draft.selfCheck);
    await record(issuing, issuance, draft, { signed, signedBy: signer.publicKeyMultibase }, actor);
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
  const stored = request as unknown as StoredOther;
  const { credential, cryptosuites, replacement, recognizes, staples = {} } = stored;
  const issuer = await requireIssuer(issuing.store, issuerSlug);
  const entry =
    status === null ? null : { listUrl: statusListUrl(issuing.publicUrl, status.list), index: status.index };
  const unsigned = prepareOtherCredential(credential, {
    id: credentialId,
    issuer,
    status: entry,
    cryptosuites,
    endorsement: (await loadStaples(staples, (id) => readStaple(issuing.store, id))).issuer,
  });
  // For lists of ours. PostgreSQL cannot hold a NUL.
  const name =
    typeof credential['name'] === 'string'
      ? credential['name'].slice(0, 300).replace(/\p{Cc}/gu, ' ')
      : 'Credential';
  return { unsigned, cryptosuites, name, holderName: null, replacement, recognizes, selfCheck: 'proof' };
}

async function record(
  issuing: Issuing,
  issuance: Issuance,
  draft: Draft,
  { signed, signedBy }: { signed: SecuredDocument; signedBy: string },
  actor: string,
): Promise<void> {
  const at = issuing.now();
  await issuing.store.completeIssuance(
    issuance.id,
    describeNewCredential(issuance, draft, canonicalize(signed) as string, { signedBy, recordedAt: at }),
    {
      at,
      actor,
      action: 'credential-issued',
      subject: issuance.credentialId,
      details: {
        kind: issuance.kind,
        ...(issuance.replaces === null ? {} : { replaces: issuance.replaces }),
        ...(issuance.renews === null ? {} : { renews: issuance.renews }),
      },
    },
  );
}

/** What can never succeed is closed with its reason; what may pass stays reserved for the next try. */
async function refuse(issuing: Issuing, issuance: Issuance, error: unknown, actor: string): Promise<void> {
  const refusal = describeRefusal(error);
  if (refusal === null) return;
  await issuing.store.refuseIssuance(issuance.id, refusal, {
    at: issuing.now(),
    actor,
    action: 'issuance-refused',
    subject: issuance.credentialId,
    details: { code: refusal.code },
  });
}

async function readIssued(issuing: Issuing, credentialId: string): Promise<IssuedCredential> {
  const credential = await issuing.store.getCredential(credentialId);
  if (credential === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
  const [share = null] = await issuing.store.listSharesOfCredential(credentialId);
  return { credential, share };
}
