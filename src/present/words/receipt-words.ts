/** What a receipt says beyond the verdict, the questions and the checks, which have themes of their own. */
export interface ReceiptWords {
  title: string;
  /** Over the receipts of many. */
  summaryTitle: string;
  /** Of a document: `Verification receipt LR-…`. */
  documentTitle: (id: string) => string;
  number: (id: string) => string;
  page: (page: number, pages: number) => string;
  sampleMark: string;
  sampleSentence: string;
  sampleAdvice: string;
  whatToDo: string;

  questionsHeading: string;
  checksHeading: string;
  credentialHeading: string;
  checkHeading: string;
  partsHeading: (parts: { named: number; good: number } | undefined) => string;
  claimsHeading: string;
  claimsSentence: string;
  recheckHeading: string;

  /** Columns of the table of checks. */
  check: string;
  outcome: string;
  finding: string;

  award: (facts: AwardFacts) => string;
  /** Its issuer’s own name for itself, which nobody else says. */
  selfNamed: (name: string) => string;
  withoutName: string;
  withoutHolder: string;
  partWithoutName: string;
  partUnproven: string;
  partMissing: string;

  credential: string;
  nameOnIt: string;
  issuerProven: string;
  issuerRecognized: string;
  issuerClaimed: string;
  issuerId: string;
  awarded: string;
  validFrom: string;
  validUntil: string;
  noEnd: string;
  levels: string;
  assessedBy: string;
  credentialId: string;

  checkedAt: string;
  how: string;
  byPage: string;
  bySite: string;
  byCommand: string;
  checker: string;
  policy: string;
  policySha256: string;
  file: string;
  fileSha256: string;
  /** The digest could not be made, as the file was too large to be read whole. */
  noDigest: string;
  relayed: (hosts: string) => string;
  stale: (host: string, fetchedAt: string) => string;

  /** In place of an outcome that an unproven file has no claim to. */
  notCounted: string;
  notCountedSentence: string;
  formOnly: string;
  signatureOfAnother: string;

  statusCanChange: string;
  whatItProves: string;
  ownLanguage: string;
  qrAlt: (url: string) => string;
  /** Some characters are not in the typeface of the PDF. */
  charactersMissing: string;

  /** Of a receipt for many. */
  counted: (count: number) => string;
  checkedBetween: (first: string, last: string) => string;
  person: string;
  issuer: string;
  result: string;
  source: string;
  receiptNumber: string;
  notShown: string;

  /** In the page. */
  formHeading: (count: number) => string;
  checkerLabel: string;
  checkerHint: string;
  savePdf: (count: number) => string;
  print: (count: number) => string;
  saving: string;
  saved: string;
  notSaved: string;
}

export interface AwardFacts {
  issuer: string;
  credential: string;
  holder: string;
  /** A record of what it names, not an award. */
  isRecord: boolean;
  /** `21 Nov 2026`. */
  on?: string;
  until?: string;
  /** Its issuer has taken it back: until when it would have been valid does not matter any more. */
  isEnded: boolean;
}
