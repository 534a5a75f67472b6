import { issuerIdOf } from '../../model/issuer-id.ts';
import type { JsonObject } from '../../model/json.ts';
import { textOf } from '../../model/json.ts';
import type { CheckResult, Finding, Verdict, VerificationResult } from '../../model/verification.ts';
import { readAwardDate } from '../award-date.ts';
import { concludeCheck, skippedCheck } from '../check.ts';
import type { Companion } from '../company.ts';
import { checkProgramRule } from '../completeness/check-program-rule.ts';
import { matchesDigest } from '../completeness/matches-digest.ts';
import { findNamedParts, type NamedPart } from '../completeness/named-parts.ts';
import { isSamePerson } from '../completeness/same-person.ts';
import { periodOf } from './validity.ts';

/** Verifies a part for itself; `trusted` is whoever may answer for its issuer besides those whom the policy trusts. */
export type VerifyPart = (secured: Companion['secured'], trusted: string) => Promise<VerificationResult>;

export interface CompletenessInput {
  credential: JsonObject;
  proof: CheckResult;
  issuer: CheckResult;
  companions: readonly Companion[];
  verifyPart: VerifyPart;
}

export interface CompletenessAnswer {
  check: CheckResult;
  /** Of each named part that was at hand, in the credential's order. */
  results: VerificationResult[];
  /** Those of them against which nothing was found. */
  parts: JsonObject[];
}

/**
 * Does a credential that builds on others hold together? With the parts at hand each is verified for itself, is the one that was
 * named, is about the same person, in force today and when the whole was awarded, and issued by the whole's issuer or by one
 * recognized for it; and what is there meets the rule that the credential states. Its issuer's word is not taken for any of it.
 * Without the parts nothing is said.
 */
export async function checkCompleteness(input: CompletenessInput): Promise<CompletenessAnswer> {
  const { credential, issuer, companions } = input;
  const atHand = new Set(companions.flatMap(({ id }) => id ?? []));
  const named = findNamedParts(credential, atHand);
  if (named.length === 0)
    return nothing(skippedCheck('completeness', 'no-parts', 'It builds on no other credential.'));
  if (!named.some(({ id }) => atHand.has(id))) {
    const [count, them] = named.length === 1 ? ['one part', 'it'] : [`${named.length} parts`, 'them'];
    const detail = `It names ${count} that it builds on, and we have not seen ${them}. Ask for the full record.`;
    const check = skippedCheck('completeness', 'parts-not-at-hand', detail);
    return nothing({ ...check, parts: { named: named.length, good: 0 } });
  }
  if (issuer.outcome !== 'passed') {
    const detail = 'Which parts it builds on can only be told from a signature that holds.';
    return nothing(skippedCheck('completeness', 'proof-not-verified', detail));
  }
  const examined = await Promise.all(named.map((part) => examinePart(part, input)));
  const parts = examined.flatMap(({ companion, findings }) =>
    companion !== undefined && findings.length === 0 ? [companion.credential] : [],
  );
  const open = examined.flatMap(({ companion, findings }) =>
    companion !== undefined && findings.length > 0 && findings.every(({ outcome }) => outcome === 'unknown')
      ? [companion.credential]
      : [],
  );
  const findings = [...examined.flatMap((part) => part.findings), ...judgeRule(credential, parts, open)];
  const check = concludeCheck('completeness', findings);
  return {
    check: {
      ...check,
      ...(check.detail === undefined
        ? {}
        : { detail: `${parts.length} of ${named.length} parts hold. ${check.detail}` }),
      parts: { named: named.length, good: parts.length },
    },
    results: examined.flatMap(({ result }) => result ?? []),
    parts,
  };
}

function nothing(check: CheckResult): CompletenessAnswer {
  return { check, results: [], parts: [] };
}

interface ExaminedPart {
  companion?: Companion;
  result?: VerificationResult;
  findings: Finding[];
}

async function examinePart(
  part: NamedPart,
  { credential: whole, proof, companions, verifyPart }: CompletenessInput,
): Promise<ExaminedPart> {
  const about = { id: part.id, ...(part.name === undefined ? {} : { name: part.name }) };
  const findings: Finding[] = [];
  const add = (outcome: 'failed' | 'unknown', code: Finding['code'] & string, detail: string) =>
    findings.push({ outcome, code, detail, part: about });
  const candidates = companions.filter(({ id }) => id === part.id);
  const [first] = candidates;
  if (first === undefined) {
    add('failed', 'part-missing', 'A part that it names is not there.');
    return { findings };
  }
  const digests = await Promise.all(candidates.map(({ secured }) => matchesDigest(secured, part.resource)));
  const companion = candidates[digests.indexOf('matches')] ?? first;
  if (digests.includes('missing'))
    add('failed', 'part-digest-missing', 'It does not say by a digest which part it means.');
  else if (!digests.includes('matches'))
    add(
      'failed',
      'part-digest-differs',
      'A part was changed or exchanged: it is not the one that was named.',
    );
  const result = await verifyPart(companion.secured, issuerIdOf(whole) ?? '');
  const isSampleToo = (proof.findings ?? [proof]).some(({ code }) => code === 'example-key');
  const problem = result.verdict === 'sample' && isSampleToo ? undefined : PART_PROBLEMS[result.verdict];
  if (problem !== undefined) add(...problem);
  if (!wasInForceAtAward(whole, companion.credential))
    add('failed', 'part-not-in-force-at-award', 'A part was not in force on the date of the award.');
  const person = isSamePerson(whole, companion.credential);
  if (person === 'other') add('failed', 'part-of-another-person', 'A part is about another person.');
  if (person === 'unknown')
    add(
      'unknown',
      'part-not-checked',
      'A part does not say whom it is about in a form that can be compared.',
    );
  return { companion, result, findings };
}

const NOT_FINISHED: [outcome: 'unknown', code: 'part-not-checked', detail: string] = [
  'unknown',
  'part-not-checked',
  'A part could not be checked to the end.',
];

/** What a part's own verdict means for the whole. */
export const PART_PROBLEMS: Partial<
  Record<Verdict, [outcome: 'failed' | 'unknown', code: Finding['code'] & string, detail: string]>
> = {
  unreadable: ['failed', 'part-not-genuine', 'A part cannot be read.'],
  'not-genuine': ['failed', 'part-not-genuine', 'A part does not match its signature.'],
  sample: ['failed', 'part-not-genuine', 'A part was made for demonstration.'],
  revoked: ['failed', 'part-revoked', 'A part was withdrawn by its issuer.'],
  replaced: ['failed', 'part-revoked', 'A part was replaced by a corrected one.'],
  suspended: ['failed', 'part-suspended', 'A part was put on hold by its issuer.'],
  expired: ['failed', 'part-expired', 'A part has ended.'],
  'not-yet-valid': ['failed', 'part-expired', 'A part has not begun yet.'],
  incomplete: ['failed', 'part-incomplete', 'A part is itself incomplete.'],
  'unknown-issuer': [
    'failed',
    'part-issuer-not-recognized',
    'A part was issued by someone whom nobody recognizes for it.',
  ],
  'key-unknown': NOT_FINISHED,
  'unsupported-proof': NOT_FINISHED,
  'status-unknown': NOT_FINISHED,
};

/** Awarded no later than the whole, and not ended by then. */
function wasInForceAtAward(whole: JsonObject, part: JsonObject): boolean {
  const [wholeAward, partAward] = [readAwardDate(whole), readAwardDate(part)];
  if (wholeAward === undefined || partAward === undefined) return true;
  const end = textOf(periodOf(part).validUntil);
  return partAward.start <= wholeAward.end && (end === undefined || wholeAward.start < Date.parse(end));
}

/** `open`: parts that could not be checked to the end, which nothing is held against. */
function judgeRule(
  credential: JsonObject,
  parts: readonly JsonObject[],
  open: readonly JsonObject[],
): Finding[] {
  const { stated, met } = checkProgramRule(credential, parts);
  if (stated === 0) {
    const detail = 'It does not state its program’s rule in a form that can be checked.';
    return [{ outcome: 'warning', code: 'rule-not-stated', detail }];
  }
  if (met === stated || checkProgramRule(credential, [...parts, ...open]).met === stated) return [];
  const detail = `The parts that are there meet ${met} of the ${stated} things that its program asks for.`;
  return [{ outcome: 'failed', code: 'rule-not-met', detail }];
}
