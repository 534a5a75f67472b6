/** The verifier page around its form, and the frame that it stands in. */
export interface PageWords {
  /** The language's name for itself. */
  languageName: string;
  title: string;
  description: string;
  checkedOnServer: string;
  skip: string;
  mainMenu: string;
  sample: string;
  sampleRibbon: string;
  sampleMark: string;
  /** Around the domain of the instance. */
  footer: readonly [at: string, after: string];
  issuers: string;
  recognitions: string;
  privacy: string;
  startPage: string;
}
