import type { Source } from '../../present/many/row.ts';

/** One of many things that were handed in. */
export interface Item {
  source: Source;
  /** Absent: a link that is yet to be opened. */
  file?: Blob;
  link?: string;
  /** The line of the list of applicants that has this link. */
  applicant?: number;
}
