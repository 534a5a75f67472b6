import type { VerificationResult } from '../../model/verification.ts';
import type { LinkProblem } from '../words/problem-words.ts';

/** Where something came from, as its reader knows it. */
export interface Source {
  kind: 'file' | 'link' | 'text';
  /** Name of the file (of an entry of an archive, with the archive's), or the link; empty for pasted text. */
  name: string;
}

/**
 * What something says of itself, unproven: enough to tell which of many belong together. Nothing in it is shown to anyone, and nothing
 * is decided by it that an answer would have to decide.
 */
export interface Contents {
  credentialId?: string;
  /** SHA-256 of the credential's canonical form, so that spacing and the order of members make no difference. */
  digest: string;
  subjectId?: string;
  /** It recognizes somebody, and is there for what others issued. */
  isEndorsement: boolean;
  /** Ids of the credentials that it builds on. */
  names: string[];
}

/** Why nothing could be found out; not a word against the credential. */
export type RowProblem = LinkProblem | 'fault' | 'cancelled';

/** One of many things that were handed in, and what is known of it. */
export interface Row {
  /** In the order in which they were handed in, from 1. */
  number: number;
  /** Several where the same was handed in more than once. */
  sources: Source[];
  state: 'waiting' | 'checking' | 'answered' | 'failed';
  /** What state `answered` brings. */
  result?: VerificationResult;
  /** Hosts whose documents this page's own server fetched. */
  relayed?: readonly string[];
  /** Lists that were taken from a copy, and when that was had. */
  stale?: readonly { host: string; fetchedAt: string }[];
  /** What state `failed` brings. */
  problem?: RowProblem;
  contents?: Contents;
  /** On which line of the list of applicants it belongs. */
  applicant?: number;
  /** The list itself says so, by its link; otherwise it is what the file says, which counts once that is proven. */
  isListed?: boolean;
  /** The wholes at hand that name exactly this document, by its digest, as their part. */
  partOf: readonly number[];
}
