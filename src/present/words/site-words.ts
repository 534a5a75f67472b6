/** A verifier that somebody puts on a site of their own, or on a stick. */
export interface SiteWords {
  /** Who runs it, whom it trusts, and that it is Lectern’s. */
  runBy: (name: string, policy: string) => string;
  trustsNobody: string;
  /** Only the page that is one file. */
  oneFile: string;
}
