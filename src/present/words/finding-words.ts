import type { CheckResult, Finding, UnmetRule } from '../../model/verification.ts';

/** A finding, or a check with what it counted. */
export type Described = Finding & Pick<CheckResult, 'parts'>;

/** Sentences for what a check found. English stands in the results themselves (`detail`); other languages go by the code. */
export interface FindingWords {
  /** Undefined: nothing is said of it. */
  describe: (finding: Described) => string | undefined;
  /** What a credential has where a rule wants something else. */
  found: (rule: UnmetRule) => string;
}
