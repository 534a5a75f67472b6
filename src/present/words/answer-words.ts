/** Answers to the four questions. A `detail` is the sentence of the check that decided, and may be empty. */
export interface AnswerWords {
  unchanged: {
    keyRevoked: string;
    notSigned: string;
    no: string;
    notChecked: string;
    fault: (detail: string) => string;
    /** The signature holds, with something to remark. */
    remark: (detail: string) => string;
    yes: string;
  };
  /** What can only be told from a signature that holds. */
  needsSignature: string;
  issuer: {
    other: string;
    /** While checking, when nothing that the file says is repeated. */
    holds: string;
  };
  inForce: {
    revoked: string;
    replaced: string;
    suspended: string;
    ended: (day: string | undefined) => string;
    notBegun: (day: string | undefined) => string;
    notKnown: (detail: string) => string;
    listNotRead: string;
    byDates: (detail: string) => string;
    withdrawalsNotChecked: string;
    notAlone: (detail: string) => string;
    yes: (end: string | undefined, detail: string) => string;
  };
  person: {
    /** `name`: the one on the credential. */
    notChecked: (name: string | undefined) => string;
    yes: (name: string | undefined) => string;
    no: (detail: string) => string;
    remark: (detail: string, name: string | undefined) => string;
  };
}
