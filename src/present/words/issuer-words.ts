/** What an issuer is called in a sentence where no domain and nobody else says who it is. */
export interface IssuerWords {
  /** A phrase with its article, for the middle of a sentence. */
  bareKey: string;
  otherIdentifier: string;
  /** `name` comes in its quotation marks; the clause stands between commas. */
  callsItself: (name: string) => string;
}
