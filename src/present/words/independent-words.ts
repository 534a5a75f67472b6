/** What the page says of itself, and where else to check. */
export interface IndependentWords {
  /** The page's own site issued what was checked. */
  ownIssuer: string;
  heading: string;
  /** Why another's answer is worth something, and what these do differently. */
  lead: string;
  verifierPlus: string;
  oneEdTech: string;
  copyLink: string;
}
