/** Why a link gave no credential to check. None of these says anything against the credential. */
export type LinkProblem = 'refused' | 'turned-off' | 'not-found' | 'unreachable' | 'too-large';

/** What is wrong with what was handed in. */
export type FormProblem = 'not-whole' | 'several' | 'several-links' | 'nothing' | 'no-credential-at-link';

export interface Problem {
  headline: string;
  sentence: string;
  advice: string;
}

/** Why there is no answer. */
export interface ProblemWords {
  links: Readonly<Record<LinkProblem, Problem>>;
  policy: Problem;
  /** A fault of ours is no finding about anyone's credential. */
  fault: Problem;
  form: Readonly<Record<FormProblem, string>>;
  formHeadline: string;
  formAdvice: string;
}
