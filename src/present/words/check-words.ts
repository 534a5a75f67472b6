import type { CheckName, Outcome } from '../../model/verification.ts';
import type { Question } from '../questions.ts';
import type { Visual } from './outcome-table.ts';

/** The four questions, the checks that answer them, and how a check can end. */
export interface CheckWords {
  questions: Readonly<Record<Question, string>>;
  names: Readonly<Record<CheckName, string>>;
  outcomes: Readonly<Record<Outcome, string>>;
  /** What we did, for a check that has nothing to remark. */
  passed: Readonly<Record<CheckName, string>>;
  /** What the shape of an icon means, for those who do not see it. */
  visuals: Readonly<Record<Visual, string>>;
  howWeKnow: string;
  /** What the answer to each question rests on, in two sentences. */
  explanations: Readonly<Record<Question, string>>;
}
