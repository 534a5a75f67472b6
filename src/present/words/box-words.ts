/** The one box of the verifier page, and what belongs to it. */
export interface BoxWords {
  heading: string;
  headingAgain: string;
  headingMore: string;
  lead: string;
  /** Where there is no server. */
  needsScript: string;
  withoutScript: string;
  /** Three pieces; the second is stressed. */
  checkedHere: readonly [before: string, place: string, after: string];
  label: string;
  hint: string;
  dropHint: string;
  file: string;
  fileHint: string;
  details: string;
  personHint: string;
  name: string;
  email: string;
  applicants: string;
  applicantsHint: string;
  policy: string;
  /** The second piece is a link to the page's own policy. */
  policyHint: readonly [before: string, link: string, after: string];
  check: string;
  nothing: string;
}
