import { describe, expect, it } from 'vitest';
import { VERDICTS, type Verdict } from '../../src/model/verification.ts';
import { describeOutcome } from '../../src/present/describe-outcome.ts';
import type { Visual } from '../../src/present/outcome-table.ts';
import { RESULTS, resultOf } from './sample-results.ts';

/** `ux.md` §1.5: a new verdict without a class does not compile. */
const VISUALS = {
  valid: 'good',
  expired: 'caution',
  'not-yet-valid': 'caution',
  suspended: 'caution',
  revoked: 'bad',
  replaced: 'caution',
  incomplete: 'caution',
  'unknown-issuer': 'caution',
  'not-accepted': 'caution',
  'not-genuine': 'bad',
  'status-unknown': 'unknown',
  'key-unknown': 'unknown',
  'unsupported-proof': 'unknown',
  'wrong-person': 'bad',
  unreadable: 'neutral',
  sample: 'caution',
} as const satisfies Record<Verdict, Visual>;

describe('the wording of verdicts', () => {
  it.each(VERDICTS)('%s has a class, a headline, a sentence and advice', (verdict) => {
    const outcome = describeOutcome(RESULTS[verdict]);
    expect(outcome.visual).toBe(VISUALS[verdict]);
    expect(outcome.headline).toMatch(/^[A-Z]/);
    for (const text of [outcome.sentence, outcome.advice]) {
      expect(text).toMatch(/[.]$/);
      expect(text).not.toMatch(/undefined|null|\{/);
    }
  });

  it('names what is proven of the issuer, not what it calls itself', () => {
    expect(describeOutcome(RESULTS.valid).sentence).toBe(
      'Issued by badges.example.org, unchanged, and in force today.',
    );
  });

  it('names the path where several issuers share a domain', () => {
    const shared = resultOf('valid', {}, { issuer: { id: 'did:web:badges.example.org:issuers:north' } });
    expect(describeOutcome(shared).sentence).toContain('badges.example.org/issuers/north');
  });

  it('does not show a key that nobody vouches for as good', () => {
    const outcome = describeOutcome(
      resultOf('valid', {}, { issuer: { id: 'did:key:z6Mk', name: 'Stanford University' } }),
    );
    expect(outcome.visual).toBe('caution');
    expect(outcome.sentence).toContain('a did:key that nobody vouches for here');
    expect(outcome.sentence).not.toContain('Stanford');
    expect(outcome.advice).toContain('“Stanford University”');
  });

  it('says when an issuer does not publish withdrawals', () => {
    const outcome = describeOutcome(resultOf('valid', { status: { outcome: 'skipped', code: 'no-status' } }));
    expect(outcome.sentence).toContain('does not publish withdrawals');
  });

  it('says that an address that did not answer says nothing bad about the applicant', () => {
    expect(describeOutcome(RESULTS['key-unknown']).sentence).toBe(
      'badges.example.org did not answer, so we can’t check the signature. This says nothing bad about the applicant.',
    );
  });

  it('advises to try again only where another time may help', () => {
    expect(describeOutcome(RESULTS['key-unknown']).advice).toBe('Try again later.');
    for (const code of ['did-method-unsupported', 'key-not-in-document', 'did-document-mismatch'] as const) {
      const proof = { outcome: 'unknown', code, detail: 'There is no such key.' } as const;
      expect(describeOutcome(resultOf('key-unknown', { proof })).advice).toBe(
        'Ask the applicant or the issuer for another file, or use the issuer’s own page.',
      );
    }
  });

  it('repeats the name of a suite only when it is a plain one', () => {
    expect(describeOutcome(RESULTS['unsupported-proof']).sentence).toContain('bbs-2023');
    const odd = structuredClone(RESULTS['unsupported-proof']);
    const proof = odd.checks.find(({ check }) => check === 'proof')?.proofs?.[0];
    if (proof) proof.cryptosuite = '<b>call 555-0100</b>';
    expect(describeOutcome(odd).sentence).not.toContain('555');
  });
});
