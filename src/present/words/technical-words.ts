/** For those who want to repeat the check elsewhere. Codes stay as they are. */
export interface TechnicalWords {
  heading: string;
  verdict: string;
  credentialId: string;
  issuerId: string;
  proof: string;
  made: (at: string) => string;
  key: string;
  digest: string;
  allChecks: string;
  check: string;
  outcome: string;
  code: string;
}
