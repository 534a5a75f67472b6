import type { CheckWords } from '../check-words.ts';

export const ENGLISH_CHECKS: CheckWords = {
  questions: {
    unchanged: 'Is it unchanged?',
    issuer: 'Who issued it?',
    'in-force': 'Is it in force today?',
    person: 'Is it this applicant?',
  },
  names: {
    structure: 'Written as a credential',
    proof: 'Signature',
    issuer: 'Signed by the issuer it names',
    recognition: 'Issuer recognized',
    validity: 'Dates',
    status: 'Not withdrawn or on hold',
    completeness: 'Parts it builds on',
    person: 'Person',
    schema: 'Official Open Badges schema',
  },
  outcomes: {
    passed: 'Passed',
    failed: 'Failed',
    warning: 'Needs a look',
    unknown: 'Could not finish',
    skipped: 'Not checked',
  },
  passed: {
    structure:
      'It is a W3C Verifiable Credential, and every word in it has a meaning that the signature covers.',
    proof:
      'We checked the signature with the issuer’s public key: not a letter has changed since it was made.',
    issuer: 'The key that signed it belongs to the issuer that it names.',
    recognition: 'Someone you trust recognizes this issuer.',
    validity: 'Today is within its period of validity.',
    status:
      'We read the issuer’s signed list of withdrawn credentials: this one is not withdrawn or on hold.',
    completeness: 'We checked every part that it builds on for itself, and the program’s rule against them.',
    person: 'What you typed matches what the credential says of the person.',
    schema: 'It keeps to the official Open Badges 3.0 schema.',
  },
  visuals: {
    good: 'Yes',
    caution: 'Attention',
    bad: 'No',
    unknown: 'Not known',
    neutral: 'Not checked',
  },
  howWeKnow: 'How we know',
  explanations: {
    unchanged:
      'Its issuer signed the credential, and anyone can compare it with that signature. If a single letter had been changed since, the two would no longer fit.',
    issuer:
      'The signature fits one public key only, and its owner publishes that key at an address of its own. Whether to rely on whoever owns that address is said by the authorities that you trust, never by the credential itself.',
    'in-force':
      'A credential has its own dates, and its issuer publishes a signed list of those that it has withdrawn or put on hold. We looked at both.',
    person:
      'A credential names the person whom it was awarded to, and some also hold a disguised form of an e-mail address. What you type is compared with these and goes nowhere else.',
  },
};
