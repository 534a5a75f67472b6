import { sha256Hex } from '../model/bytes.ts';
import { type JsonObject, valuesOf } from '../model/json.ts';
import { CHECK_NAMES, type Finding, type VerificationResult } from '../model/verification.ts';
import { concludeCheck, skippedCheck, type VerifyOptions } from './check.ts';
import { MAX_CONTAINED, readContained } from './company.ts';
import { decideVerdict, worstVerdict } from './decide-verdict.ts';
import { type Answer, findLeads } from './find-leads.ts';
import { readCredential } from './read-credential.ts';
import { readSecured } from './read-secured.ts';
import { unreadable, verifyCredential, verifyTogether } from './verify-credential.ts';
import { findPresentationProblems, verifyPresentation } from './verify-presentation.ts';

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
  const verify = isPresentation(read.credential) ? verifyPresented : verifyCredential;
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
  const read = files.map(readSecured);
  const secured = read.flat();
  if (secured.length > MAX_CONTAINED) {
    const detail = 'There are more than 100 credentials in these files. Check fewer at a time.';
    return unreadable('too-many-credentials', detail, options);
  }
  const unread = files.filter((_, index) => read[index]?.length === 0);
  const { onCheck: _, ...quietly } = options;
  const against = await Promise.all(
    files
      .map(readPresentation)
      .map((presentation) => presentation && findPresentationProblems(presentation, quietly)),
  );
  const answers = (await verifyTogether(secured, options)).map((result, index) => ({
    secured: secured[index],
    result,
  }));
  for (const bytes of unread) answers.push({ secured: undefined, result: await verifyBytes(bytes, quietly) });
  return joinResults(
    answers,
    against.flatMap((findings) => findings ?? []),
    options,
  );
}

function readPresentation(bytes: Uint8Array): JsonObject | undefined {
  const read = readCredential(bytes);
  return read.kind === 'json' && isPresentation(read.credential) ? read.credential : undefined;
}

function isPresentation({ type }: JsonObject): boolean {
  return valuesOf(type).includes('VerifiablePresentation');
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
  const answers = credentials.map((result, index) => ({ secured: held[index], result }));
  return joinResults(answers, findings, options);
}

/**
 * Several as one: the answer of the one that is there for its own sake, with its parts; of several such, the worst verdict, and each
 * of them in `parts`. Endorsements beside credentials are there for these.
 */
async function joinResults(
  answers: readonly Answer[],
  findings: readonly Finding[],
  { now }: Pick<VerifyOptions, 'now'>,
): Promise<VerificationResult> {
  const leads = (await findLeads(answers)).map(({ result }) => result);
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
