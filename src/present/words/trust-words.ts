/** What is said of who answers for an issuer. Names are as the policy and those whom it trusts say them. */
export interface RecognitionFacts {
  issuer: string;
  /** Absent: without a name. */
  root?: string;
  through: readonly string[];
  isForAchievement: boolean;
  since?: string;
  until?: string;
  /** Whether it was so on the date of the award; absent where there is none. */
  atAward?: boolean;
}

export interface TrustWords {
  question: string;
  notChecked: string;
  ruleUnmet: string;
  named: (issuer: string, policy: string) => string;
  recognized: (facts: RecognitionFacts) => string;
  contact: {
    questions: string;
    ask: (name: string) => string;
    at: string;
    saidBy: (authority: string) => string;
    policy: (name: string) => string;
  };
}
