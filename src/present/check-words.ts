import type { CheckName, Outcome } from '../model/verification.ts';
import type { Visual } from './words/outcome-table.ts';

/** The four things that people ask. */
export const QUESTIONS = ['unchanged', 'issuer', 'in-force', 'person'] as const;
export type Question = (typeof QUESTIONS)[number];

export const QUESTION_WORDS = {
  unchanged: 'Is it unchanged?',
  issuer: 'Who issued it?',
  'in-force': 'Is it in force today?',
  person: 'Is it this applicant?',
} as const satisfies Record<Question, string>;

/** Which checks answer a question. */
export const QUESTION_CHECKS = {
  unchanged: ['structure', 'proof', 'schema'],
  issuer: ['issuer', 'recognition'],
  'in-force': ['validity', 'status', 'completeness'],
  person: ['person'],
} as const satisfies Record<Question, readonly CheckName[]>;

export const CHECK_WORDS = {
  structure: 'Written as a credential',
  proof: 'Signature',
  issuer: 'Signed by the issuer it names',
  recognition: 'Issuer recognized',
  validity: 'Dates',
  status: 'Not withdrawn or on hold',
  completeness: 'Parts it builds on',
  person: 'Person',
  schema: 'Official Open Badges schema',
} as const satisfies Record<CheckName, string>;

export const CHECK_OUTCOME_WORDS = {
  passed: 'Passed',
  failed: 'Failed',
  warning: 'Needs a look',
  unknown: 'Could not finish',
  skipped: 'Not checked',
} as const satisfies Record<Outcome, string>;

/** What we did, for a check that has nothing to remark. */
export const PASSED_WORDS = {
  structure:
    'It is a W3C Verifiable Credential, and every word in it has a meaning that the signature covers.',
  proof: 'We checked the signature with the issuer’s public key: not a letter has changed since it was made.',
  issuer: 'The key that signed it belongs to the issuer that it names.',
  recognition: 'Someone you trust recognizes this issuer.',
  validity: 'Today is within its period of validity.',
  status: 'We read the issuer’s signed list of withdrawn credentials: this one is not withdrawn or on hold.',
  completeness: 'We checked every part that it builds on for itself, and the program’s rule against them.',
  person: 'What you typed matches what the credential says of the person.',
  schema: 'It keeps to the official Open Badges 3.0 schema.',
} as const satisfies Record<CheckName, string>;

export const OUTCOME_VISUALS = {
  passed: 'good',
  failed: 'bad',
  warning: 'caution',
  unknown: 'unknown',
  skipped: 'neutral',
} as const satisfies Record<Outcome, Visual>;

/** What the shape of an icon means, for those who do not see it. */
export const VISUAL_WORDS = {
  good: 'Yes',
  caution: 'Attention',
  bad: 'No',
  unknown: 'Not known',
  neutral: 'Not checked',
} as const satisfies Record<Visual, string>;
