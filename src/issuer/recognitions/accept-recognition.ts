import canonicalize from 'canonicalize';
import type { JsonObject } from '../../model/json.ts';
import type { CheckResult } from '../../model/verification.ts';
import type { ReceivedRecognition } from '../../store/recognition-store.ts';
import { verifyCredential } from '../../verify/verify-credential.ts';
import type { Issuing } from '../issuing.ts';
import { lintStapled } from './lint-stapled.ts';
import { matchSubject } from './match-subject.ts';
import { notAccepted, readRecognition } from './read-recognition.ts';

/** Whether it counts for anything is for verifiers; that it is what it says is for us. */
const CHECKS = ['structure', 'proof', 'issuer', 'validity', 'status'] as const;

/**
 * Keeps a recognition that somebody else gave to an issuer of ours, or to an achievement of one; from then on, while it is in
 * force, it travels with what is issued. It may begin later. The same one again changes nothing, unless it was dropped.
 *
 * Rejects with AppError RECOGNITION_NOT_ACCEPTED for what is no recognition, about nothing of ours, not genuine, over, or cannot
 * be checked now; CREDENTIAL_ID_CONFLICT when another text is kept under its id.
 */
export async function acceptRecognition(
  issuing: Issuing,
  bytes: Uint8Array,
  actor: string,
): Promise<{ outcome: 'saved' | 'unchanged'; recognition: ReceivedRecognition }> {
  const { store, now } = issuing;
  const { credential, said } = readRecognition(bytes);
  const subject = await matchSubject(issuing, said);
  await assertGenuine(issuing, credential);
  const problems = await lintStapled(credential, subject.kind);
  if (problems.length > 0)
    throw notAccepted('not-stapleable', 'A credential with it inside would not verify cleanly.', problems);
  const at = now();
  const outcome = await store.saveReceived(
    {
      ...subject,
      id: said.id,
      authorityDid: said.issuer.id,
      authorityName: said.issuer.name ?? said.issuer.id,
      name: said.name ?? `Recognition of ${subject.subjectName}`.slice(0, 300),
      validFrom: said.validFrom,
      validUntil: said.validUntil ?? null,
      body: canonicalize(credential) as string,
      receivedAt: at,
    },
    {
      at,
      actor,
      action: 'recognition-accepted',
      subject: said.id,
      details: { recognizes: subject.subjectId, of: subject.issuerDid },
    },
  );
  const recognition = await store.getReceived(said.id);
  if (recognition === null) throw new Error('what was kept is there');
  return { outcome, recognition };
}

async function assertGenuine({ fetchDocument, now, sample }: Issuing, credential: JsonObject): Promise<void> {
  const { verdict, checks } = await verifyCredential(credential, {
    fetchDocument,
    now: now(),
    checks: CHECKS,
  });
  // What begins later may not hide that its status could not be had.
  const isOpen = checks.some(({ check, outcome }) => check === 'status' && outcome === 'unknown');
  if (isOpen || (verdict !== 'valid' && verdict !== 'not-yet-valid' && !(sample && verdict === 'sample')))
    throw notAccepted(verdict, 'It does not verify as genuine and in force.', findProblems(checks));
}

function findProblems(checks: readonly CheckResult[]) {
  return checks
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown')
    .map(({ check, code = check, detail = 'This check was not passed.' }) => ({ path: check, code, detail }));
}
