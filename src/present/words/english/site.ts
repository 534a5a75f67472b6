import type { SiteWords } from '../site-words.ts';

export const ENGLISH_SITE: SiteWords = {
  runBy: (name, policy) =>
    `This verifier is run by ${name}. It trusts whom the policy “${policy}” names. It was made with Lectern and checks any Open Badges 3.0 credential.`,
  trustsNobody:
    'Its policy names nobody, so every issuer is “not recognized” until you choose a policy of your own.',
  oneFile:
    'This page is one file: it needs no server. It still asks issuers’ sites for their public keys and their lists of withdrawn credentials.',
};
