import {
  CHECK_NAMES,
  type CheckResult,
  type Verdict,
  type VerificationResult,
} from '../../src/model/verification.ts';

const ISSUER = { id: 'did:web:badges.example.org', name: 'Example County Office of Education' };

/** A result as `verifyCredential` gives it, made by hand so that every verdict can be shown. */
export function resultOf(
  verdict: Verdict,
  changed: Partial<Record<CheckResult['check'], Partial<CheckResult>>> = {},
  credential: Partial<NonNullable<VerificationResult['credential']>> = {},
): VerificationResult {
  return {
    verdict,
    checks: CHECK_NAMES.map((check): CheckResult => {
      const isAsked = check !== 'recognition' && check !== 'person' && check !== 'completeness';
      return {
        check,
        ...(isAsked
          ? { outcome: 'passed' }
          : { outcome: 'skipped', code: 'not-asked', detail: 'Not asked.' }),
        ...changed[check],
      } as CheckResult;
    }),
    credential: {
      id: 'urn:uuid:7f1f1de0-51b4-4a3c-9a5b-0c4de3a0b101',
      name: 'Domain I: Collaborative Culture',
      holderName: 'Ana Núñez',
      issuer: ISSUER,
      awardedDate: '2026-06-12T00:00:00Z',
      validFrom: '2026-11-21T00:00:00Z',
      criteria: 'Leads a team.\n\nFor a semester.',
      levels: [{ name: 'Accomplished', description: 'Performance' }],
      alignments: [{ name: 'Fostering a culture', code: 'I', url: 'https://standards.example.org/I' }],
      evidence: [{ name: 'Notes', url: 'https://portfolio.example.org/notes' }],
      assessor: 'Panel, 2 trained assessors',
      ...credential,
    },
    parts: [],
    checkedAt: '2026-11-21T21:25:00Z',
    sha256: 'ab'.repeat(32),
  };
}

/** One result for each verdict, with the checks that lead to it. */
export const RESULTS = {
  valid: resultOf('valid'),
  expired: resultOf('expired', { validity: { outcome: 'failed', code: 'expired' } }),
  'not-yet-valid': resultOf('not-yet-valid', { validity: { outcome: 'failed', code: 'not-yet-valid' } }),
  suspended: resultOf('suspended', { status: { outcome: 'failed', code: 'suspended' } }),
  revoked: resultOf('revoked', { status: { outcome: 'failed', code: 'revoked' } }),
  replaced: resultOf('replaced', { status: { outcome: 'failed', code: 'revoked' } }),
  incomplete: resultOf('incomplete', { structure: { outcome: 'failed', code: 'result-reference-broken' } }),
  'unknown-issuer': resultOf('unknown-issuer', {
    recognition: { outcome: 'unknown', detail: 'Nobody does.' },
  }),
  'not-accepted': resultOf('not-accepted', { recognition: { outcome: 'failed', detail: 'Too old.' } }),
  'not-genuine': resultOf('not-genuine', {
    proof: { outcome: 'failed', code: 'signature-invalid', detail: 'It does not match.' },
    issuer: { outcome: 'skipped', code: 'proof-not-verified' },
  }),
  'status-unknown': resultOf('status-unknown', {
    status: { outcome: 'unknown', code: 'status-unreachable', host: 'badges.example.org' },
  }),
  'key-unknown': resultOf('key-unknown', {
    proof: { outcome: 'unknown', code: 'key-unreachable', detail: 'No answer.' },
    issuer: { outcome: 'skipped', code: 'proof-not-verified' },
  }),
  'unsupported-proof': resultOf('unsupported-proof', {
    proof: {
      outcome: 'unknown',
      code: 'cryptosuite-unsupported',
      proofs: [
        {
          type: 'DataIntegrityProof',
          cryptosuite: 'bbs-2023',
          outcome: 'warning',
          code: 'cryptosuite-unsupported',
        },
      ],
    },
    issuer: { outcome: 'skipped', code: 'proof-not-verified' },
  }),
  'wrong-person': resultOf('wrong-person', { person: { outcome: 'failed', code: 'email-differs' } }),
  unreadable: resultOf('unreadable', {
    structure: { outcome: 'failed', code: 'not-a-credential' },
    proof: { outcome: 'skipped', code: 'not-reached' },
    issuer: { outcome: 'skipped', code: 'not-reached' },
    status: { outcome: 'skipped', code: 'not-reached' },
    validity: { outcome: 'skipped', code: 'not-reached' },
  }),
  sample: resultOf('sample', {
    proof: { outcome: 'warning', code: 'example-key', detail: 'A published key.' },
  }),
} as const satisfies Record<Verdict, VerificationResult>;
