/** Headings and buttons of a finished answer. */
export interface ResultWords {
  checked: string;
  checkedBy: Readonly<Record<'page' | 'server', string>>;
  whatToDo: string;
  fourQuestions: string;
  openReplacement: string;
  print: string;
  checkAnother: string;
  /** What an unproven file says of itself. */
  unproven: {
    show: string;
    warning: string;
    credential: string;
    holder: string;
    issuer: string;
    issuerId: string;
  };
}
