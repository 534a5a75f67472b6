/** The form of the verifier page. */
export interface FormWords {
  heading: string;
  headingAgain: string;
  lead: string;
  withoutScript: string;
  /** Three pieces; the second is stressed. */
  checkedHere: readonly [before: string, place: string, after: string];
  file: string;
  fileHint: string;
  dropHint: string;
  link: string;
  linkHint: string;
  text: string;
  /** Around the two ways in which a credential begins. */
  textHint: readonly [before: string, or: string, after: string];
  person: string;
  personHint: string;
  name: string;
  email: string;
  policy: string;
  /** The second piece is a link to the page's own policy. */
  policyHint: readonly [before: string, link: string, after: string];
  policyFile: string;
  check: string;
}
