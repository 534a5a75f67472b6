import type { RecognitionFacts, TrustWords } from '../trust-words.ts';

export const ENGLISH_TRUST: TrustWords = {
  question: 'Is the issuer recognized?',
  notChecked: 'We did not check whether a state, district or association that you trust recognizes it.',
  ruleUnmet: 'But a rule is not met; see below.',
  named: (issuer, policy) => `${issuer} is named in the policy “${policy}”.`,
  recognized: (facts) => `${describeRecognition(facts)}${describeAward(facts)}`,
  contact: {
    questions: 'Questions?',
    ask: (name) => `Ask ${name}`,
    at: 'at',
    saidBy: (authority) => `That is how ${authority} says to reach it.`,
    policy: (name) => `the policy “${name}”`,
  },
};

function describeRecognition({
  issuer,
  root,
  through,
  isForAchievement,
  since,
  until,
}: RecognitionFacts): string {
  return [
    `${issuer} is recognized${isForAchievement ? ' for this achievement' : ''} by ${root ?? 'an authority'}`,
    ...(through.length === 0 ? [] : [`, through ${through.join(' and ')}`]),
    ...(since === undefined ? [] : [`, since ${since}`]),
    ...(until === undefined ? [] : [`, until ${until}`]),
    '.',
  ].join('');
}

function describeAward({ atAward }: RecognitionFacts): string {
  if (atAward === undefined) return '';
  return atAward ? ' It was on the date of the award too.' : ' On the date of the award it was not yet.';
}
