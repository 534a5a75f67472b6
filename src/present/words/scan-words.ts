/** Reading a QR code: by camera, and from a picture that was handed in. */
export interface ScanWords {
  /** The button on the form. */
  open: string;
  title: string;
  hint: string;
  close: string;
  picture: string;
  camera: string;
  /** For a camera that the browser gives no name. */
  cameraNumber: (n: number) => string;
  torch: string;
  /** After the camera was allowed or freed. */
  retry: string;
  /** Instead of the camera; also for who would rather not allow it. */
  takePhoto: string;
  starting: string;
  searching: string;
  nothingYet: string;
  readingPhoto: string;
  cameraProblem: Record<CameraProblem, string>;
  /** A code that cannot be checked, or none, said while the search goes on. */
  codeProblem: Record<CodeProblem, (facts: CodeFacts) => string>;
  /** The same as an answer to a picture that was handed in. */
  pictureProblem: Record<Exclude<CodeProblem, 'no-code'>, (facts: CodeFacts) => ScanAnswer>;
}

export type CameraProblem = 'denied' | 'none' | 'busy' | 'insecure' | 'unsupported';

export type CodeProblem =
  | 'no-code'
  | 'several-codes'
  | 'wallet-offer'
  | 'wallet-presentation'
  | 'unsafe-link'
  | 'other-code';

export interface CodeFacts {
  /** Where a link leads that is not opened. */
  host?: string;
}

export interface ScanAnswer {
  headline: string;
  sentence: string;
  advice: string;
}
