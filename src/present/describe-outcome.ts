import type { FindingCode } from '../model/finding-codes.ts';
import type {
  CheckName,
  CheckResult,
  StatusNotice,
  Verdict,
  VerificationResult,
} from '../model/verification.ts';
import { describeFinding } from './describe-trust.ts';
import { nameIssuer, proveIssuer } from './proven-issuer.ts';
import { showDay } from './show-date.ts';
import type { OutcomeFacts, Visual } from './words/outcome-table.ts';
import type { Words } from './words/words.ts';

/** A verdict as people read it. */
export interface Outcome {
  visual: Visual;
  headline: string;
  sentence: string;
  advice: string;
}

export function describeOutcome(result: VerificationResult, words: Words): Outcome {
  if (isPartial(result)) return { visual: 'caution', ...words.cases.partial };
  if (isSeveral(result)) return describeSeveral(result, words);
  const { visual, headline, sentence, advice } = words.outcomes[result.verdict];
  const facts = collectFacts(result, words);
  return {
    visual: needsLook(result) ? 'caution' : visual,
    headline: typeof headline === 'string' ? headline : headline(facts),
    sentence: sentence(facts),
    advice: advice(facts),
  };
}

/**
 * Valid, but not to be shown as simply good: the name is another, what it rests on could not be refreshed, or it was signed with a key
 * that nobody vouches for, which holds but must not look like one that somebody answers for.
 */
export function needsLook(result: VerificationResult): boolean {
  if (result.verdict !== 'valid') return false;
  if (isPartial(result)) return true;
  if (isSeveral(result)) return result.parts.some(needsLook);
  const { address, recognizedName } = proveIssuer(result.credential?.issuer ?? {}, result.trust);
  const isVouchedFor = address !== undefined || recognizedName !== undefined;
  return !isVouchedFor || hasFinding(result.checks, 'name-differs') || restsOnCopies(result);
}

/** Several that were handed in together, none of which is a part of another. */
function isSeveral({ credential, parts }: VerificationResult): boolean {
  return credential === undefined && parts.length > 1;
}

function describeSeveral(result: VerificationResult, { outcomes, cases }: Words): Outcome {
  const { verdict, parts } = result;
  const good = parts.filter((part) => part.verdict === 'valid').length;
  return {
    visual: needsLook(result) ? 'caution' : outcomes[verdict].visual,
    headline: cases.several.headline(good, parts.length),
    sentence: cases.several.sentence,
    advice: cases.several.advice,
  };
}

function isPartial({ verdict, checks }: VerificationResult): boolean {
  const decides: readonly CheckName[] = ['issuer', 'validity', 'status'];
  return (
    verdict === 'valid' && checks.some(({ check, code }) => decides.includes(check) && code === 'not-asked')
  );
}

const NOT_AUTHENTIC: readonly Verdict[] = ['unreadable', 'not-genuine', 'key-unknown', 'unsupported-proof'];

/** Its signature holds and is the named issuer's: what it says may be shown as what its issuer says. */
export function isAuthentic({ verdict, checks }: VerificationResult): boolean {
  const proof = outcomeOf(checks, 'proof');
  return (
    (proof === 'passed' || proof === 'warning') &&
    outcomeOf(checks, 'issuer') === 'passed' &&
    !NOT_AUTHENTIC.includes(verdict)
  );
}

const ENDED: readonly Verdict[] = ['revoked', 'replaced', 'suspended'];

/** Its issuer has taken it back, for good or for now. */
export function isEnded({ verdict }: VerificationResult): boolean {
  return ENDED.includes(verdict);
}

/** The check whose own sentence explains the verdict. */
const DECIDED_BY: Partial<Record<Verdict, readonly CheckName[]>> = {
  unreadable: ['structure'],
  incomplete: ['completeness', 'structure'],
  'not-accepted': ['recognition'],
  'status-unknown': ['status', 'completeness'],
  'unknown-issuer': ['recognition'],
  'key-unknown': ['proof'],
  'unsupported-proof': ['proof', 'structure'],
};

function collectFacts(result: VerificationResult, words: Words): OutcomeFacts {
  const { verdict, checks, credential } = result;
  const issuer = proveIssuer(credential?.issuer ?? {}, result.trust);
  const parts = checks.find(({ check }) => check === 'completeness')?.parts;
  const status = checks.find(({ check }) => check === 'status');
  // Words that nobody answers for are not passed on.
  const notice = issuer.address !== undefined ? findNotice(checks) : undefined;
  const since = showDay(
    verdict === 'replaced' ? (notice?.replacement?.issued ?? notice?.since) : notice?.since,
    words.dates,
  );
  const validFrom = showDay(credential?.validFrom, words.dates);
  const validUntil = showDay(credential?.validUntil, words.dates);
  const detail = findDetail(verdict, checks, words);
  const suites = verdict === 'unsupported-proof' ? listUnsupported(checks, words) : undefined;
  return {
    issuer: nameIssuer(issuer, words),
    issuerIsRecognized: issuer.recognizedName !== undefined,
    ...(parts === undefined ? {} : { parts }),
    isRecord: credential?.isRecord === true,
    issuerHasDomain: issuer.address !== undefined,
    isSigned: !hasFinding(checks, 'proof-missing'),
    nameDiffers: hasFinding(checks, 'name-differs'),
    // Whom to trust by a copy says nothing of what is in force.
    restsOnCopies: restsOnCopies(result, ({ check }) => check !== 'recognition'),
    hasStatus: status?.code !== 'no-status',
    isReplacementShared: linkToReplacement(result) !== undefined,
    isKeyRevoked: isKeyRevoked(checks),
    ...(since === undefined ? {} : { since }),
    ...(notice?.statement === undefined ? {} : { statement: notice.statement }),
    ...(issuer.claimedName === undefined ? {} : { claimedName: issuer.claimedName }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(status?.host === undefined ? {} : { host: status.host }),
    ...(detail === undefined ? {} : { detail }),
    ...(suites === undefined ? {} : { suites }),
  };
}

/** Something that it rests on could not be had anew. */
function restsOnCopies(
  { checks, parts }: VerificationResult,
  isAsked: (check: CheckResult) => boolean = () => true,
): boolean {
  const findings = checks.filter(isAsked).flatMap((check) => [check, ...(check.findings ?? [])]);
  return (
    findings.some(({ copyOf }) => copyOf !== undefined) || parts.some((part) => restsOnCopies(part, isAsked))
  );
}

/**
 * Where the corrected one is: at the domain of the proven issuer and nowhere else. Of what is not genuine only where the key was
 * revoked, for anyone can write a file that names a list of their own.
 */
export function linkToReplacement({ verdict, checks, credential }: VerificationResult): string | undefined {
  if (verdict !== 'replaced' && !(verdict === 'not-genuine' && isKeyRevoked(checks))) return undefined;
  const url = findNotice(checks)?.replacement?.url;
  const { address } = proveIssuer(credential?.issuer ?? {});
  return address !== undefined && hostOf(url) === address.split('/')[0] ? url : undefined;
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? host : undefined;
}

/** Nothing stands against the signature but its key. */
export function isKeyRevoked(checks: readonly CheckResult[]): boolean {
  const proofs = checks.find(({ check }) => check === 'proof');
  const codes = (proofs?.findings ?? (proofs === undefined ? [] : [proofs]))
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ code }) => code);
  return codes.length > 0 && codes.every((code) => code === 'key-revoked');
}

/** What the issuer says of a credential that is not in force. */
function findNotice(checks: readonly CheckResult[]): StatusNotice | undefined {
  return checks
    .flatMap((check) => [check, ...(check.findings ?? [])])
    .find(({ notice }) => notice !== undefined)?.notice;
}

export function hasFinding(checks: readonly CheckResult[], code: FindingCode): boolean {
  return checks.some((check) => (check.findings ?? [check]).some((finding) => finding.code === code));
}

function findDetail(verdict: Verdict, checks: readonly CheckResult[], words: Words): string | undefined {
  const deciding = (DECIDED_BY[verdict] ?? [])
    .map((name) => checks.find(({ check }) => check === name))
    .find((check) => check?.outcome === 'failed' || check?.outcome === 'unknown');
  // For a domain that did not answer the table has the better sentence.
  return deciding?.code === 'key-unreachable' ? undefined : deciding && describeDeciding(deciding, words);
}

/** The check's own sentence; of rules and parts, the first that is not as it should be. */
function describeDeciding(check: CheckResult, words: Words): string | undefined {
  const about = (check.findings ?? [check]).find(
    ({ outcome, rule, part }) =>
      outcome === check.outcome && (rule !== undefined || part?.name !== undefined),
  );
  const sentence = words.findings.describe(check);
  if (about === undefined) return sentence;
  return about.rule === undefined
    ? `${sentence ?? ''} (${about.part?.name ?? ''})`
    : describeFinding(about, words);
}

/** Names of suites, as far as they are plain enough to be repeated: they come from the file. */
function listUnsupported(checks: readonly CheckResult[], { cases }: Words): string | undefined {
  const proofs = checks.find(({ check }) => check === 'proof')?.proofs ?? [];
  const names = proofs
    .filter(({ code }) => code === 'cryptosuite-unsupported' || code === 'cryptosuite-unknown')
    .map(({ type, cryptosuite }) => cryptosuite ?? type)
    .filter((name) => /^[\w.-]{1,40}$/.test(name));
  return names.length === 0 ? undefined : cases.and([...new Set(names)]);
}

function outcomeOf(checks: readonly CheckResult[], name: CheckName): CheckResult['outcome'] | undefined {
  return checks.find(({ check }) => check === name)?.outcome;
}
