import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FindingCode } from '../../src/model/finding-codes.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type Finding,
  VERDICTS,
} from '../../src/model/verification.ts';
import { concludeCheck } from '../../src/verify/check.ts';
import { decideVerdict } from '../../src/verify/decide-verdict.ts';

const rank = (checks: CheckResult[]) => VERDICTS.indexOf(decideVerdict(checks));
const check = (name: CheckName, outcome: Finding['outcome'], code?: string): CheckResult => ({
  check: name,
  outcome,
  // A code of a later version must not slip through either.
  ...(code === undefined ? {} : { code: code as FindingCode }),
});
const PASSED = CHECK_NAMES.map((name) => check(name, 'passed'));
const withCheck = (...found: CheckResult[]) => [
  ...PASSED.filter((passed) => !found.some((other) => other.check === passed.check)),
  ...found,
];

describe('each finding alone', () => {
  it.each<[CheckName, Finding['outcome'], string, string]>([
    ['structure', 'failed', 'not-a-credential', 'unreadable'],
    ['structure', 'failed', 'some-new-code', 'unreadable'],
    ['structure', 'failed', 'undefined-term', 'not-genuine'],
    ['structure', 'failed', 'json-ld-keyword', 'not-genuine'],
    ['structure', 'failed', 'context-unknown', 'unsupported-proof'],
    ['structure', 'failed', 'required-level-not-reached', 'incomplete'],
    ['structure', 'warning', 'null-or-empty', 'valid'],
    ['proof', 'failed', 'signature-invalid', 'not-genuine'],
    ['proof', 'failed', 'proof-missing', 'not-genuine'],
    ['proof', 'unknown', 'key-unreachable', 'key-unknown'],
    ['proof', 'unknown', 'did-document-mismatch', 'key-unknown'],
    ['proof', 'unknown', 'some-new-code', 'key-unknown'],
    ['proof', 'unknown', 'cryptosuite-unsupported', 'unsupported-proof'],
    ['proof', 'unknown', 'key-type-unsupported', 'unsupported-proof'],
    ['proof', 'unknown', 'context-unknown', 'unsupported-proof'],
    ['proof', 'warning', 'cryptosuite-unsupported', 'valid'],
    ['proof', 'warning', 'example-key', 'sample'],
    ['issuer', 'failed', 'issuer-mismatch', 'not-genuine'],
    ['validity', 'failed', 'expired', 'expired'],
    ['validity', 'failed', 'not-yet-valid', 'not-yet-valid'],
    ['status', 'failed', 'revoked', 'revoked'],
    ['status', 'failed', 'suspended', 'suspended'],
    ['status', 'failed', 'some-new-code', 'revoked'],
    ['status', 'unknown', 'status-unreachable', 'status-unknown'],
    ['status', 'unknown', 'some-new-code', 'status-unknown'],
    ['status', 'warning', 'status-list-short', 'valid'],
    ['person', 'failed', 'email-differs', 'wrong-person'],
    ['person', 'warning', 'name-differs', 'valid'],
    ['schema', 'warning', 'schema-mismatch', 'valid'],
  ])('%s %s %s → %s', (name, outcome, code, verdict) => {
    expect(decideVerdict(withCheck(check(name, outcome, code)))).toBe(verdict);
  });

  it('nothing at all → valid', () => {
    expect(decideVerdict(PASSED)).toBe('valid');
  });
});

/** ux.md §1.4, worst first, as checks that lead to each place in the order. */
const WORST_FIRST: [string, CheckResult][] = [
  ['cannot read', check('structure', 'failed', 'not-a-credential')],
  ['not genuine', check('proof', 'failed', 'signature-invalid')],
  ['cannot check the signature', check('proof', 'unknown', 'key-unreachable')],
  ['withdrawn', check('status', 'failed', 'revoked')],
  ['different person', check('person', 'failed', 'email-differs')],
  ['on hold', check('status', 'failed', 'suspended')],
  ['not valid yet', check('validity', 'failed', 'not-yet-valid')],
  ['expired', check('validity', 'failed', 'expired')],
  ['in-force check not finished', check('status', 'unknown', 'status-unreachable')],
];

describe('of two findings the worse one speaks', () => {
  const pairs = WORST_FIRST.flatMap(([worse, one], i) =>
    WORST_FIRST.slice(i + 1).flatMap(([better, two]) =>
      one.check === two.check ? [] : [[worse, better, one, two] as const],
    ),
  );
  it.each(pairs)('%s before %s', (_, __, one, two) => {
    expect(decideVerdict(withCheck(one, two))).toBe(decideVerdict(withCheck(one)));
    expect(decideVerdict(withCheck(two, one))).toBe(decideVerdict(withCheck(one)));
  });

  it('also within one check', () => {
    const status = concludeCheck('status', [
      { outcome: 'unknown', code: 'status-unreachable' },
      { outcome: 'failed', code: 'suspended' },
      { outcome: 'failed', code: 'revoked' },
    ]);
    expect(decideVerdict(withCheck(status))).toBe('revoked');
  });
});

const CODES = [
  'not-a-credential',
  'undefined-term',
  'context-unknown',
  'result-reference-broken',
  'signature-invalid',
  'key-unreachable',
  'cryptosuite-unsupported',
  'example-key',
  'issuer-mismatch',
  'expired',
  'not-yet-valid',
  'revoked',
  'suspended',
  'status-unreachable',
  'email-differs',
  'toString',
  '__proto__',
  'constructor',
];

describe('whatever is found', () => {
  const finding = fc.record({
    outcome: fc.constantFrom<Finding['outcome']>('passed', 'failed', 'warning', 'unknown', 'skipped'),
    code: fc.constantFrom(...(CODES as FindingCode[])),
  });
  const findings = fc.array(finding, { maxLength: 4 });
  const all = fc.record(Object.fromEntries(CHECK_NAMES.map((name) => [name, findings])));
  const conclude = (found: Record<string, Finding[]>) =>
    CHECK_NAMES.map((name) => concludeCheck(name, found[name] ?? []));

  it('one more finding never makes the verdict better', () => {
    fc.assert(
      fc.property(all, fc.constantFrom(...CHECK_NAMES), finding, (found, name, more) => {
        const worse = { ...found, [name]: [...(found[name] ?? []), more] };
        expect(rank(conclude(worse))).toBeLessThanOrEqual(rank(conclude(found)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('the verdict does not depend on the order of findings or checks', () => {
    fc.assert(
      fc.property(all, (found) => {
        const reversed = Object.fromEntries(
          CHECK_NAMES.map((name) => [name, [...(found[name] ?? [])].reverse()]),
        );
        expect(decideVerdict(conclude(reversed).reverse())).toBe(decideVerdict(conclude(found)));
      }),
    );
  });

  it('nothing that failed, and no unfinished proof or status, is ever valid', () => {
    fc.assert(
      fc.property(all, (found) => {
        const bad = conclude(found).some(
          ({ check: name, outcome }) =>
            (outcome === 'failed' &&
              ['structure', 'proof', 'issuer', 'validity', 'status', 'person'].includes(name)) ||
            (outcome === 'unknown' && ['proof', 'status'].includes(name)),
        );
        if (bad) expect(decideVerdict(conclude(found))).not.toBe('valid');
      }),
      { numRuns: 3_000 },
    );
  });

  it('it is one of the words that everyone knows', () => {
    fc.assert(
      fc.property(all, (found) => {
        expect(VERDICTS).toContain(decideVerdict(conclude(found)));
      }),
    );
  });
});
