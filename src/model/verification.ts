import type { FindingCode } from './finding-codes.ts';
import type { JsonObject } from './json.ts';
import type { PolicyIssuer, PolicyRuleName } from './policy.ts';

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
  /** The rule of the policy that is not met. */
  rule?: UnmetRule;
  /** The part that it is about. */
  part?: { id?: string; name?: string };
  /** When the copy was had that it rests on, where its site did not answer now: xsd:dateTime. */
  copyOf?: string;
}

/** A rule of a policy, what it wants and what the credential has, as short texts for people. */
export interface UnmetRule {
  name: PolicyRuleName;
  wanted: string;
  /** Absent: it says nothing about it. */
  found?: string;
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
  /** How many parts a credential names, and how many of them hold. */
  parts?: { named: number; good: number };
  /** Host that did not answer, for people (`Still waiting for …`). */
  host?: string;
}

/** What the credential says, for display. Nothing in it is to be trusted before the verdict is. */
export interface CredentialSummary {
  /** A full record (CLR 2.0): it holds other credentials, and is no award itself. */
  isRecord?: true;
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
  /** What the program asks for as a whole, how much of it is wanted, and what the issuer counted. */
  requirements: { name: string; wanted: string; has?: string }[];
  alignments: { name: string; framework?: string; code?: string; url?: string }[];
  evidence: { name?: string; genre?: string; url?: string; narrative?: string }[];
}

/** Who of those that the policy trusts answers for the issuer, and what they say of it. */
export interface Trust {
  /** The policy's name. */
  policy: string;
  /** `named`: in the policy itself. `issuer`: recognized as a whole; `achievement`: for this achievement only. */
  scope: 'named' | 'issuer' | 'achievement';
  /** What is said of the issuer by those who recognize it, never by itself. */
  issuer: PolicyIssuer;
  /** From the root that the policy names to whoever recognizes the issuer; empty where the policy names it. */
  chain: TrustLink[];
  /** Whether every link held on the date of the award; absent where it has none. */
  atAward?: boolean;
}

export interface TrustLink {
  /** DID of the authority, and its name as the policy or the link before says it. */
  by: string;
  name: string;
  /** The period of what it signed, xsd:dateTime. */
  since?: string;
  until?: string;
}

/** An endorsement that travels in the credential (OB 3.0 `endorsement`, `endorsementJwt`), verified for itself. */
export interface EndorsementResult {
  /** The issuer that it names. */
  by?: string;
  about: 'issuer' | 'achievement' | 'credential' | 'other';
  verdict: Verdict;
  validFrom?: string;
  validUntil?: string;
}

export interface VerificationResult {
  verdict: Verdict;
  checks: CheckResult[];
  credential?: CredentialSummary;
  /** The parts that it names and that were at hand; of a full record or a presentation, what is in it. */
  parts: VerificationResult[];
  trust?: Trust;
  endorsements?: EndorsementResult[];
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
  /** It could not be had now: this is the copy of `fetchedAt`, and what changed since nobody knows. */
  notRefreshed?: true;
}

/** When a document was had that could not be had anew; undefined for one that comes from where it lives. */
export function copyTimeOf({ notRefreshed, fetchedAt }: FetchedDocument): Date | undefined {
  return notRefreshed ? (fetchedAt ?? new Date(0)) : undefined;
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
