import type { IndependentWords } from '../independent-words.ts';

export const ENGLISH_INDEPENDENT: IndependentWords = {
  ownIssuer:
    'This page is run by the issuer of this credential. You need not take its word: any independent verifier can check the same link or file.',
  heading: 'Check it independently',
  lead: 'Other organizations run verifiers, too. They check the signature for themselves; some do not notice that a credential is on hold, or that a list could not be read.',
  verifierPlus: 'VerifierPlus (Digital Credentials Consortium)',
  oneEdTech: '1EdTech validator',
  copyLink: 'Copy a link to this check',
};
