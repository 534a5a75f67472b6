import type { IssuerWords } from '../issuer-words.ts';

export const ENGLISH_ISSUERS: IssuerWords = {
  bareKey: 'a did:key that nobody vouches for here',
  otherIdentifier: 'an identifier that nobody vouches for here',
  callsItself: (name) => `which calls itself ${name}`,
};
