import { sha256Hex } from '../model/bytes.ts';
import { type JsonObject, valuesOf } from '../model/json.ts';
import { CHECK_NAMES, type Finding, type VerificationResult } from '../model/verification.ts';
import { concludeCheck, skippedCheck, type VerifyOptions } from './check.ts';
import { MAX_CONTAINED, readContained } from './company.ts';
import { decideVerdict, worstVerdict } from './decide-verdict.ts';
import { type Answered, findLeads } from './find-leads.ts';
import { readCredential } from './read-credential.ts';
import { readSecured } from './read-secured.ts';
import { unreadable, verifyCredential, verifyTogether } from './verify-credential.ts';
import { TOO_MANY, verifyPresentation } from './verify-presentation.ts';

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
 * Files that were handed in together, as one answer: each credential finds its parts among the others. Of one file, the answer of
 * `verifyBytes`.
 */
export async function verifyFiles(
  files: readonly Uint8Array<ArrayBuffer>[],
  options: VerifyOptions,
): Promise<VerificationResult> {
  const [only, ...others] = files;
  if (only === undefined) return unreadable('empty', 'There is nothing in it.', options);
  if (others.length === 0) return verifyBytes(only, options);
  const all = files.flatMap(readSecured);
  const secured = all.slice(0, MAX_CONTAINED);
  const unread = files.filter((bytes) => readSecured(bytes).length === 0);
  const { onCheck: _, ...quietly } = options;
  const results = await verifyTogether(secured, options);
  const answered = [
    ...results.map((result, index) => ({ result, secured: secured[index] })),
    ...(await Promise.all(unread.map(async (bytes) => ({ result: await verifyBytes(bytes, quietly) })))),
  ];
  return joinResults(answered, all.length > MAX_CONTAINED ? [TOO_MANY] : [], options);
}

/** A presentation as one answer. What stands against the presentation itself stands against all of it. */
async function verifyPresented(
  presentation: JsonObject,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const { findings, credentials } = await verifyPresentation(presentation, options);
  if (credentials.length === 0 && findings.length === 0)
    return unreadable('not-a-credential', 'It is a presentation with nothing in it.', options);
  const held = readContained(presentation);
  const answered = credentials.map((result, index) => ({ result, secured: held[index] }));
  return joinResults(answered, findings, options);
}

/**
 * Several as one: the answer of the one that is there for its own sake, with its parts; of several such, the worst verdict, and each
 * of them in `parts`.
 */
function joinResults(
  answered: readonly Answered[],
  findings: readonly Finding[],
  { now }: Pick<VerifyOptions, 'now'>,
): VerificationResult {
  const leads = findLeads(answered);
  const [lead] = leads;
  const against = concludeCheck('proof', findings);
  if (lead === undefined || leads.length > 1) {
    return {
      verdict: worstVerdict([decideVerdict([against]), ...leads.map(({ verdict }) => verdict)]),
      checks: CHECK_NAMES.map((check) =>
        check === 'proof' && findings.length > 0
          ? against
          : skippedCheck(check, 'not-reached', 'Each credential in it was checked for itself.'),
      ),
      parts: leads,
      checkedAt: now.toISOString(),
    };
  }
  if (findings.length === 0) return lead;
  return {
    ...lead,
    verdict: worstVerdict([decideVerdict([against]), lead.verdict]),
    checks: lead.checks.map((check) =>
      check.check === 'proof'
        ? { ...check, ...concludeCheck('proof', [...findings, ...(check.findings ?? [check])]) }
        : check,
    ),
  };
}
