import type { Source } from '../../present/many/row.ts';

/** One of many things that were handed in. */
export interface Item {
  source: Source;
  /** Absent: a link that is yet to be opened. */
  file?: Blob | undefined;
  link?: string | undefined;
  /** It was read from the QR code that was handed in as a picture. */
  isFromCode?: boolean;
  /** The line of the list of applicants that has this link. */
  applicant?: number;
}
