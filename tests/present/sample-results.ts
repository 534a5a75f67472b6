import {
  CHECK_NAMES,
  type CheckResult,
  type StatusNotice,
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
      requirements: [],
      evidence: [{ name: 'Notes', url: 'https://portfolio.example.org/notes' }],
      assessor: 'Panel, 2 trained assessors',
      ...credential,
    },
    parts: [],
    checkedAt: '2026-11-21T21:25:00Z',
    sha256: 'ab'.repeat(32),
  };
}

/** What Lectern says of a corrected credential whose holder shares the new one. */
const REPLACED: StatusNotice = {
  since: '2026-11-20T09:00:00Z',
  statement: 'The name was misspelt.',
  replacement: {
    issued: '2026-11-20T09:00:00Z',
    url: 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp',
  },
};

const REVOKED_KEY = {
  outcome: 'failed',
  code: 'key-revoked',
  detail: 'The issuer has revoked the key.',
} as const;

/** A result whose status check brought this notice along. */
export function noticed(
  verdict: 'revoked' | 'suspended' | 'replaced',
  notice: StatusNotice,
  credential: Partial<NonNullable<VerificationResult['credential']>> = {},
): VerificationResult {
  return resultOf(verdict, { status: { outcome: 'failed', code: verdict, notice } }, credential);
}

/** What issuers say of credentials that are not in force, and what people are shown of it. */
export const NOTICED = {
  withdrawn: noticed('revoked', {
    since: '2026-11-18T16:00:00Z',
    statement: 'It was issued to the wrong person.',
  }),
  'withdrawn, without a word': noticed('revoked', { since: '2026-11-18T16:00:00Z' }),
  'on hold': noticed('suspended', { since: '2026-11-19T16:00:00Z', statement: 'We are looking into it.' }),
  replaced: noticed('replaced', REPLACED),
  'replaced, not shared': noticed('replaced', { replacement: { issued: '2026-11-20T09:00:00Z' } }),
  'key revoked': resultOf('not-genuine', {
    proof: REVOKED_KEY,
    issuer: { outcome: 'skipped', code: 'proof-not-verified' },
  }),
  'key revoked, issued again': resultOf('not-genuine', {
    proof: REVOKED_KEY,
    issuer: { outcome: 'skipped', code: 'proof-not-verified' },
    status: { outcome: 'failed', code: 'replaced', notice: REPLACED },
  }),
} as const satisfies Record<string, VerificationResult>;

/** One result for each verdict, with the checks that lead to it. */
export const RESULTS = {
  valid: resultOf('valid'),
  expired: resultOf(
    'expired',
    { validity: { outcome: 'failed', code: 'expired' } },
    { validFrom: '2023-11-01T00:00:00Z', validUntil: '2026-10-31T00:00:00Z' },
  ),
  'not-yet-valid': resultOf(
    'not-yet-valid',
    { validity: { outcome: 'failed', code: 'not-yet-valid' } },
    { validFrom: '2027-01-15T00:00:00Z' },
  ),
  suspended: noticed('suspended', {
    since: '2026-11-19T16:00:00Z',
    statement: 'We are looking into it.',
  }),
  revoked: noticed('revoked', {
    since: '2026-11-18T16:00:00Z',
    statement: 'It was issued to the wrong person.',
  }),
  replaced: resultOf('replaced', { status: { outcome: 'failed', code: 'replaced', notice: REPLACED } }),
  incomplete: resultOf('incomplete', {
    structure: {
      outcome: 'failed',
      code: 'result-reference-broken',
      detail: 'A result points to a level or a description that is not there.',
    },
  }),
  'unknown-issuer': resultOf('unknown-issuer', {
    recognition: {
      outcome: 'unknown',
      code: 'issuer-unknown',
      detail: 'Nobody whom you trust recognizes its issuer.',
    },
  }),
  'not-accepted': resultOf('not-accepted', {
    recognition: {
      outcome: 'failed',
      code: 'rule-minimum-assessors',
      detail: 'Too few people assessed it, or it does not say how many. Wanted: 3 or more.',
      rule: { name: 'minimumAssessors', wanted: '3 or more', found: '2' },
    },
  }),
  'not-genuine': resultOf('not-genuine', {
    proof: {
      outcome: 'failed',
      code: 'signature-invalid',
      detail: 'The content does not match its signature.',
    },
    issuer: { outcome: 'skipped', code: 'proof-not-verified' },
  }),
  'status-unknown': resultOf('status-unknown', {
    status: { outcome: 'unknown', code: 'status-unreachable', host: 'badges.example.org' },
  }),
  'key-unknown': resultOf('key-unknown', {
    proof: {
      outcome: 'unknown',
      code: 'key-unreachable',
      detail: 'The issuer’s address did not answer with its key.',
    },
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
    proof: {
      outcome: 'warning',
      code: 'example-key',
      detail: 'It is signed with a published example key that anyone can use.',
    },
  }),
} as const satisfies Record<Verdict, VerificationResult>;
