import type { Verdict } from '../../model/verification.ts';

/** Five classes that differ in shape, word and colour: ✓ circle, ! triangle, ✗ octagon, ? dashed circle, ▭ outline. */
export type Visual = 'good' | 'caution' | 'bad' | 'unknown' | 'neutral';

/** What the sentences are made of. Nothing in it but `claimedName` is anyone's free text. */
export interface OutcomeFacts {
  /** What is proven of the issuer: a domain, or that nobody vouches for it. */
  issuer: string;
  issuerHasDomain: boolean;
  claimedName?: string;
  /** Someone whom the policy trusts answers for it; `issuer` is its name then. */
  issuerIsRecognized: boolean;
  /** How many parts it names, and how many of them were seen and hold. */
  parts?: { named: number; good: number };
  /** It is a record of what it names, not an award that builds on it. */
  isRecord: boolean;
  /** `21 Nov 2026`. */
  validFrom?: string;
  validUntil?: string;
  /** It has a proof, good or bad. */
  isSigned: boolean;
  /** A name was typed, and it is not the one on the credential. */
  nameDiffers: boolean;
  /** Its issuer publishes withdrawals. */
  hasStatus: boolean;
  /** Host that did not answer. */
  host?: string;
  /** Kinds of signature that are not supported here. */
  suites?: string;
  /** Since when it is withdrawn, on hold or replaced: `21 Nov 2026`. */
  since?: string;
  /** What its issuer says about that, in its own words. */
  statement?: string;
  /** The corrected one is shared by its holder. */
  isReplacementShared: boolean;
  /** The key that signed it was revoked. */
  isKeyRevoked: boolean;
  /** A site did not answer, so it rests on what was published there earlier. */
  restsOnCopies?: boolean;
  /** The deciding check's own sentence. */
  detail?: string;
}

export interface OutcomeWords {
  visual: Visual;
  headline: string | ((facts: OutcomeFacts) => string);
  sentence: (facts: OutcomeFacts) => string;
  /** What to do now, in one line. */
  advice: (facts: OutcomeFacts) => string;
}

export type OutcomeTable = Readonly<Record<Verdict, OutcomeWords>>;
