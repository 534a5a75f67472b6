/** Headings over what a credential says of the person's work. What stands under them is the credential's own text. */
export interface DoneWords {
  /** `name`: the holder, as the credential says it. */
  heading: (name: string | undefined) => string;
  /** That what follows stands in the credential's own language; null where most credentials are written in the reader's. */
  ownLanguage: string | null;
  asksFor: string;
  standards: string;
  level: string;
  levels: string;
  result: string;
  assessedBy: string;
  role: string;
  term: string;
  programAsksFor: string;
  /** How much of something the issuer counted, and how much is wanted; both are the credential's texts. */
  counted: (has: string | undefined, wanted: string) => string;
  evidence: string;
  pieceOfEvidence: string;
  credentialOfItsOwn: string;
}
