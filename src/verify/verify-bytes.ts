import { sha256Hex } from '../model/bytes.ts';
import { type JsonObject, valuesOf } from '../model/json.ts';
import {
  CHECK_NAMES,
  type CheckResult,
  type Finding,
  type VerificationResult,
} from '../model/verification.ts';
import { concludeCheck, skippedCheck, type VerifyOptions } from './check.ts';
import { MAX_CONTAINED, readContained } from './company.ts';
import { type Held, openFile } from './containers/open-file.ts';
import { decideVerdict, worstVerdict } from './decide-verdict.ts';
import { type Answer, findLeads } from './find-leads.ts';
import { MAX_CREDENTIAL_BYTES, type ReadCredential, readCredential } from './read-credential.ts';
import { readSecuredBytes } from './read-secured.ts';
import { unreadable, verifyCredential, verifyTogether } from './verify-credential.ts';
import { findPresentationProblems, verifyPresentation } from './verify-presentation.ts';

/**
 * `verifyCredential` for the bytes of a file: finds the credential, or the presentation of some, in them first, through whatever
 * contains it (docs/verification.md), and says which bytes were handed in (SHA-256, hex). Of a file that holds several, one answer.
 */
export async function verifyBytes(
  bytes: Uint8Array<ArrayBuffer>,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const result = await verifyHeld(await openFile(bytes), options);
  // Whoever hands in too much may have cut it: its digest would be of a part.
  return bytes.length > MAX_CREDENTIAL_BYTES ? result : { ...result, sha256: await sha256Hex(bytes) };
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
  const held: Held[] = [];
  for (const bytes of files) held.push(...(await openFile(bytes)));
  return verifyHeld(held, options);
}

async function verifyHeld(held: readonly Held[], options: VerifyOptions): Promise<VerificationResult> {
  const [only, ...others] = held;
  return only !== undefined && others.length === 0 ? verifyOne(only, options) : verifySeveral(held, options);
}

/** What was found about how it was held is said with its structure. */
async function verifyOne(held: Held, options: VerifyOptions): Promise<VerificationResult> {
  if (held.kind === 'unreadable') return unreadable(held.code, held.detail, options);
  const read = readCredential(held.bytes);
  if (read.kind === 'unreadable') return unreadable(read.code, read.detail, options);
  const { onCheck } = options;
  const listen =
    onCheck === undefined
      ? {}
      : { onCheck: (check: CheckResult) => onCheck(withFindings(check, held.findings)) };
  const verify = read.kind === 'json' && isPresentation(read.credential) ? verifyPresented : verifyAlone;
  return remark(await verify(read, { ...options, ...listen }), held.findings);
}

async function verifySeveral(held: readonly Held[], options: VerifyOptions): Promise<VerificationResult> {
  const { onCheck: _, ...quietly } = options;
  const read = held.map((one) => (one.kind === 'bytes' ? readSecuredBytes(one.bytes) : []));
  const secured = read.flat();
  if (secured.length > MAX_CONTAINED) {
    const detail = 'There are more than 100 credentials in these files. Check fewer at a time.';
    return unreadable('too-many-credentials', detail, options);
  }
  const against: Finding[] = [];
  for (const one of held) {
    const presentation = one.kind === 'bytes' ? readPresentation(one.bytes) : undefined;
    if (presentation !== undefined) against.push(...(await findPresentationProblems(presentation, quietly)));
  }
  const findings = held.flatMap((one, index) =>
    (read[index] ?? []).map(() => (one.kind === 'bytes' ? one.findings : [])),
  );
  const answers: Answer[] = (await verifyTogether(secured, options)).map((result, index) => ({
    secured: secured[index],
    result: remark(result, findings[index] ?? []),
  }));
  for (const [index, one] of held.entries())
    if (read[index]?.length === 0)
      answers.push({ secured: undefined, result: await verifyOne(one, quietly) });
  return joinResults(answers, against, options);
}

/** The answer, with warnings about the file that it was in. They decide nothing. */
function remark(result: VerificationResult, findings: readonly Finding[]): VerificationResult {
  if (findings.length === 0) return result;
  return { ...result, checks: result.checks.map((check) => withFindings(check, findings)) };
}

function withFindings(check: CheckResult, findings: readonly Finding[]): CheckResult {
  if (check.check !== 'structure' || findings.length === 0) return check;
  const { check: _, findings: own, ...worst } = check;
  const before = own ?? (check.outcome === 'passed' || check.outcome === 'skipped' ? [] : [worst]);
  return { ...check, ...concludeCheck('structure', [...before, ...findings]) };
}

function verifyAlone(read: Readable, options: VerifyOptions): Promise<VerificationResult> {
  return verifyCredential(read.kind === 'jwt' ? read.text : read.credential, options);
}

type Readable = Exclude<ReadCredential, { kind: 'unreadable' }>;

function readPresentation(bytes: Uint8Array<ArrayBuffer>): JsonObject | undefined {
  const read = readCredential(bytes);
  return read.kind === 'json' && isPresentation(read.credential) ? read.credential : undefined;
}

function isPresentation({ type }: JsonObject): boolean {
  return valuesOf(type).includes('VerifiablePresentation');
}

/** A presentation as one answer. What stands against the presentation itself stands against all of it. */
async function verifyPresented(read: Readable, options: VerifyOptions): Promise<VerificationResult> {
  const presentation = read.kind === 'json' ? read.credential : {};
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
