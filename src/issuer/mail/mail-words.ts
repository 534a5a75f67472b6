import type { MailNotice } from './mail-notice.ts';

/** What the words of a mail are put around, each cleaned and short. */
export interface MailFacts {
  credential: string;
  issuer: string;
  /** How to reach the issuer: an address and a site, or the site alone. */
  email: string | null;
  site: string;
  link: string | null;
  /** The last valid day, in this language. */
  validThrough: string | null;
  sentence: string | null;
}

/** One language. A paragraph is a line; null is one that does not apply. */
export interface MailWords {
  locale: string;
  sample: string;
  hello: (name: string) => string;
  contact: (facts: MailFacts) => string;
  subjects: Record<MailNotice['kind'], string>;
  paragraphs: Record<MailNotice['kind'], (facts: MailFacts) => (string | null)[]>;
}
