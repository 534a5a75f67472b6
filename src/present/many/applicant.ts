/** One line of a list of applicants. */
export interface Applicant {
  /** The line's place in the list, from 1. */
  number: number;
  name?: string;
  email?: string;
  /** Of a credential. */
  link?: string;
}
