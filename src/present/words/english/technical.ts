import type { TechnicalWords } from '../technical-words.ts';

export const ENGLISH_TECHNICAL: TechnicalWords = {
  heading: 'Technical details',
  verdict: 'Verdict code',
  credentialId: 'Credential id',
  issuerId: 'Issuer id',
  proof: 'Proof',
  made: (at) => `made ${at}`,
  key: 'Key:',
  digest: 'SHA-256 of the file',
  allChecks: 'All checks',
  check: 'Check',
  outcome: 'Outcome',
  code: 'Code',
};
