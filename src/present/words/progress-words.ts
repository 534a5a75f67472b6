/** What the verifier page says while it works, on the page and to those who only hear it. */
export interface ProgressWords {
  checking: string;
  waiting: string;
  stillWaiting: (hosts: readonly string[]) => string;
  checkingCount: (files: number) => string;
  result: (headline: string) => string;
  /** Asked before a policy is taken that was handed in like a credential. */
  askPolicy: (name: string) => string;
  byPolicy: (name: string) => string;
}
