import type { FindingCode } from './finding-codes.ts';
import type { JsonObject } from './json.ts';

/**
 * What `verifyCredential` answers (docs/verification.md). A bad credential is a value, never an exception; `unknown` (tried, could
 * not finish) is never shown as good. Codes are stable and listed in `docs/verification.md`.
 */
export type Outcome = 'passed' | 'failed' | 'warning' | 'unknown' | 'skipped';

export const CHECK_NAMES = [
  'structure',
  'proof',
  'issuer',
  'recognition',
  'validity',
  'status',
  'completeness',
  'person',
  'schema',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** Worst first: the order in which one finding outweighs another. */
export const VERDICTS = [
  'unreadable',
  'not-genuine',
  'key-unknown',
  'unsupported-proof',
  'revoked',
  'replaced',
  'wrong-person',
  'suspended',
  'unknown-issuer',
  'not-accepted',
  'not-yet-valid',
  'expired',
  'incomplete',
  'status-unknown',
  'sample',
  'valid',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One thing a check found. `detail` is a sentence for people; neither it nor `code` ever echoes the input. */
export interface Finding {
  outcome: Outcome;
  code?: FindingCode;
  detail?: string;
  problemType?: string;
  /** What the issuer says of it, where its list calls it withdrawn or on hold. */
  notice?: StatusNotice;
}

/** The issuer's words on a credential that is not in force. */
export interface StatusNotice {
  /** xsd:dateTime. */
  since?: string;
  /** A sentence of the issuer's, in plain text. */
  statement?: string;
  /** There is a corrected one; with its link, where its holder shares it. */
  replacement?: { issued?: string; url?: string };
}

export interface ProofResult extends Finding {
  type: string;
  cryptosuite?: string;
  verificationMethod?: string;
  created?: string;
}

/** One check's answer: its worst finding, and all of them when there is more than one. */
export interface CheckResult extends Finding {
  check: CheckName;
  findings?: Finding[];
  proofs?: ProofResult[];
  /** Host that did not answer, for people (`Still waiting for …`). */
  host?: string;
}

/** What the credential says, for display. Nothing in it is to be trusted before the verdict is. */
export interface CredentialSummary {
  id?: string;
  name?: string;
  achievementType?: string;
  achievementName?: string;
  description?: string;
  criteria?: string;
  holderName?: string;
  issuer: { id?: string; name?: string };
  validFrom?: string;
  validUntil?: string;
  awardedDate?: string;
  role?: string;
  term?: string;
  assessor?: string;
  levels: { name: string; description?: string }[];
  alignments: { name: string; framework?: string; code?: string; url?: string }[];
  evidence: { name?: string; genre?: string; url?: string; narrative?: string }[];
}

export interface VerificationResult {
  verdict: Verdict;
  checks: CheckResult[];
  credential?: CredentialSummary;
  parts: VerificationResult[];
  checkedAt: string;
  /** SHA-256 of the bytes that were checked, in hex. */
  sha256?: string;
}

/** A document as the world serves it: what `fetchDocument` gives. */
export interface FetchedDocument {
  document: JsonObject;
  /** When the bytes were had from where they live; earlier than now if they came from a cache or an archive. */
  fetchedAt?: Date;
  /** What caches were told, as the header says it. Absent: nothing, or it did not come over the network. */
  cacheControl?: string;
}

/**
 * The one way out of the pure rooms: GETs a JSON document over https (http for localhost) within the limits of docs/verification.md.
 * Rejects with `FetchFailure`; never resolves with anything but a JSON object.
 */
export type FetchDocument = (url: string) => Promise<FetchedDocument>;

/** GETs what a link leads to, as it is, within the same limits but for a larger size. Rejects with `FetchFailure`. */
export type FetchBytes = (url: string) => Promise<Uint8Array<ArrayBuffer>>;

/** Why a document could not be had. `refused`: by our own rules; the others: the world did not answer as it should. */
export class FetchFailure extends Error {
  override readonly name = 'FetchFailure';
  readonly reason: 'refused' | 'unreachable' | 'not-found' | 'too-large' | 'not-json';

  constructor(reason: FetchFailure['reason'], options?: { cause?: unknown }) {
    super(reason, options);
    this.reason = reason;
  }
}
