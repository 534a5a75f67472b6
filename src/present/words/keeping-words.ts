/** What the verifier page keeps in the browser, and how that is forgotten. */
export interface KeepingWords {
  kept: string;
  forget: string;
  forgotten: string;
  nothingKept: string;
}
