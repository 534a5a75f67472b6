import type { CheckName, Outcome, Verdict, VerificationResult } from '../../model/verification.ts';
import type { Visual } from '../words/outcome-table.ts';
import type { Language, Words } from '../words/words.ts';

/** A receipt as data: all that is said of one check, in one language, and nothing that a renderer would have to look up. */
export interface Receipt {
  /** `LR-7K3M92QX4TZB`: see `receiptId`. */
  id: string;
  language: Language;
  isSample: boolean;
  verdict: Verdict;
  visual: Visual;
  headline: string;
  sentence: string;
  /** What to do now; empty where there is nothing but to keep the receipt. */
  advice: string;
  /** Only of a credential whose signature holds, as the next three. */
  credentialName?: string;
  holderName?: string;
  issuerName?: string;
  /** Who awarded what to whom, and when. */
  award?: string;
  credential: ReceiptFact[];
  check: ReceiptFact[];
  questions: ReceiptAnswer[];
  checks: ReceiptCheck[];
  parts: ReceiptPart[];
  partsHeading: string;
  /** What a file says whose signature does not hold: quoted, never as fact. */
  claims: ReceiptFact[];
  notes: string[];
  /** xsd:dateTime, and as people read it. */
  checkedAt: string;
  checkedAtText: string;
  source: string;
  recheckUrl?: string;
}

export interface ReceiptFact {
  name: string;
  value: string;
  /** An identifier or a digest, which is copied and not read. */
  isCode?: true;
}

export interface ReceiptAnswer {
  question: string;
  visual: Visual;
  /** What the icon’s shape means; empty where the answer begins with it. */
  visualWord: string;
  answer: string;
}

export interface ReceiptCheck {
  check: CheckName;
  name: string;
  /** As it counts: of a file whose signature does not hold, what the file would have to say itself is `skipped`. */
  outcome: Outcome;
  outcomeWord: string;
  visual: Visual;
  sentence: string;
}

export interface ReceiptPart {
  name: string;
  visual: Visual;
  headline: string;
  /** How deep it lies: a part of a part is at 1. */
  depth: number;
}

/** What a check of one thing gave, and what it was. */
export interface ReceiptSource {
  /** The file’s name as the user gave it, or the link. */
  source: string;
  report: {
    result: VerificationResult;
    /** Hosts whose documents the page’s own server fetched. */
    relayed: readonly string[];
    /** Documents that could not be refreshed. */
    stale: readonly { host: string; fetchedAt: string }[];
  };
}

export interface ReceiptOptions {
  words: Words;
  /** Whom the check trusted. */
  policyName: string;
  policySha256?: string;
  source: string;
  /** Who made the check: a page in the reader’s browser, a site’s server, the command line. */
  checkedWith: 'page' | 'site' | 'command';
  checkerName?: string;
  /** See `recheckUrlOf`. */
  recheckUrl?: string;
  relayed?: readonly string[];
  stale?: readonly { host: string; fetchedAt: string }[];
  /** Made in practice mode: a sample, whatever the verdict. */
  isSample?: boolean;
  /** The reader’s own when absent, which only a browser and a command know. */
  timeZone?: string;
}
