import { sha256Hex } from '../model/bytes.ts';
import { type JsonObject, valuesOf } from '../model/json.ts';
import type { CheckResult, VerificationResult } from '../model/verification.ts';
import { concludeCheck, skippedCheck, type VerifyOptions } from './check.ts';
import { decideVerdict, worstVerdict } from './decide-verdict.ts';
import { readCredential } from './read-credential.ts';
import { unreadable, verifyCredential } from './verify-credential.ts';
import { verifyPresentation } from './verify-presentation.ts';

/**
 * `verifyCredential` for the bytes of a file: finds the credential, or the presentation of some, in them first, and says which bytes
 * were checked (SHA-256, hex).
 */
export async function verifyBytes(
  bytes: Uint8Array<ArrayBuffer>,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const read = readCredential(bytes);
  const sha256 = await sha256Hex(bytes);
  // Whoever hands in too much may have cut it: its digest would be of a part.
  if (read.kind === 'unreadable' && read.code === 'too-large')
    return unreadable(read.code, read.detail, options);
  if (read.kind === 'unreadable') return { ...unreadable(read.code, read.detail, options), sha256 };
  if (read.kind === 'jwt') return { ...(await verifyCredential(read.text, options)), sha256 };
  const isPresentation = valuesOf(read.credential['type']).includes('VerifiablePresentation');
  const verify = isPresentation ? verifyPresented : verifyCredential;
  return { ...(await verify(read.credential, options)), sha256 };
}

/**
 * A presentation as one answer: that of the one credential in it that is there for its own sake, with its parts; of several, the
 * worst verdict, and each of them in `parts`. What stands against the presentation itself stands against all of it.
 */
async function verifyPresented(
  presentation: JsonObject,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const { findings, credentials } = await verifyPresentation(presentation, options);
  const parts = new Set(
    credentials.flatMap((result) => result.parts.map(({ credential }) => credential?.id)),
  );
  const leads = credentials.filter(
    ({ credential }) => credential?.id === undefined || !parts.has(credential.id),
  );
  const [lead] = leads;
  if (lead === undefined && findings.length === 0)
    return unreadable('not-a-credential', 'It is a presentation with nothing in it.', options);
  const against = concludeCheck('proof', findings);
  const checks: CheckResult[] =
    lead !== undefined && leads.length === 1
      ? lead.checks.map((check) =>
          check.check === 'proof' && findings.length > 0
            ? { ...concludeCheck('proof', [...findings, ...(check.findings ?? [check])]), ...proofsOf(check) }
            : check,
        )
      : (lead?.checks ?? []).map(({ check }) =>
          check === 'proof' && findings.length > 0
            ? against
            : skippedCheck(check, 'not-reached', 'Each credential in it was checked for itself.'),
        );
  const shown = leads.length === 1 ? lead : undefined;
  return {
    ...shown,
    verdict: worstVerdict([decideVerdict([...checks, against]), ...leads.map(({ verdict }) => verdict)]),
    checks: checks.length > 0 ? checks : [against],
    parts: shown?.parts ?? leads,
    checkedAt: options.now.toISOString(),
  };
}

function proofsOf({ proofs }: CheckResult): Pick<CheckResult, 'proofs'> {
  return proofs === undefined ? {} : { proofs };
}
