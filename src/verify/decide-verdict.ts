import { type CheckName, type CheckResult, VERDICTS, type Verdict } from '../model/verification.ts';

/** Structure findings that do not simply mean that there is nothing to read. */
const STRUCTURE: ReadonlyMap<string, Verdict> = new Map([
  ['undefined-term', 'not-genuine'],
  ['json-ld-keyword', 'not-genuine'],
  ['context-inline', 'unsupported-proof'],
  ['context-unknown', 'unsupported-proof'],
  ['result-reference-broken', 'incomplete'],
  ['required-level-not-reached', 'incomplete'],
]);

const UNSUPPORTED = [
  'cryptosuite-unsupported',
  'cryptosuite-unknown',
  'key-type-unsupported',
  'context-unknown',
];

/** What each check can say against a credential. A check that is not here (`schema`) never decides. */
const AGAINST: Readonly<Partial<Record<CheckName, (check: CheckResult) => Verdict[]>>> = {
  structure: (check) => findings(check, 'failed').map((code) => STRUCTURE.get(code) ?? 'unreadable'),
  proof: (check) => [
    ...findings(check, 'failed').map((): Verdict => 'not-genuine'),
    ...findings(check, 'unknown').map(
      (code): Verdict => (UNSUPPORTED.includes(code) ? 'unsupported-proof' : 'key-unknown'),
    ),
    ...findings(check, 'warning').flatMap((code): Verdict[] => (code === 'example-key' ? ['sample'] : [])),
  ],
  issuer: (check) => findings(check, 'failed').map(() => 'not-genuine'),
  recognition: (check) => [
    ...findings(check, 'failed').map((): Verdict => 'not-accepted'),
    ...findings(check, 'unknown').map((): Verdict => 'unknown-issuer'),
  ],
  validity: (check) =>
    findings(check, 'failed').map((code) => (code === 'expired' ? 'expired' : 'not-yet-valid')),
  status: (check) => [
    ...findings(check, 'failed').map(
      (code): Verdict => (code === 'suspended' || code === 'replaced' ? code : 'revoked'),
    ),
    ...findings(check, 'unknown').map((): Verdict => 'status-unknown'),
  ],
  completeness: (check) => [
    ...findings(check, 'failed').map((): Verdict => 'incomplete'),
    ...findings(check, 'unknown').map((): Verdict => 'status-unknown'),
  ],
  person: (check) => findings(check, 'failed').map(() => 'wrong-person'),
};

/**
 * The one word, from the checks alone: the worst of all that was found (the order of `VERDICTS`). Pure, so that the page,
 * the API, the command line and the issuer's own check cannot differ.
 */
export function decideVerdict(checks: readonly CheckResult[]): Verdict {
  return worstVerdict(checks.flatMap((check) => AGAINST[check.check]?.(check) ?? []));
}

/** `valid` if there is none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'valid';
}

function findings(check: CheckResult, outcome: CheckResult['outcome']): string[] {
  return (check.findings ?? [check])
    .filter((finding) => finding.outcome === outcome)
    .map(({ code }) => code ?? '');
}
