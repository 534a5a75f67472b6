import type { CheckName, Outcome } from '../model/verification.ts';
import type { Visual } from './words/outcome-table.ts';

/** The four things that people ask. */
export const QUESTIONS = ['unchanged', 'issuer', 'in-force', 'person'] as const;
export type Question = (typeof QUESTIONS)[number];

/** Which checks answer a question. */
export const QUESTION_CHECKS = {
  unchanged: ['structure', 'proof', 'schema'],
  issuer: ['issuer', 'recognition'],
  'in-force': ['validity', 'status', 'completeness'],
  person: ['person'],
} as const satisfies Record<Question, readonly CheckName[]>;

export const OUTCOME_VISUALS = {
  passed: 'good',
  failed: 'bad',
  warning: 'caution',
  unknown: 'unknown',
  skipped: 'neutral',
} as const satisfies Record<Outcome, Visual>;
