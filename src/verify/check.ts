import type { FindingCode } from '../model/finding-codes.ts';
import type { JsonObject } from '../model/json.ts';
import type { Policy } from '../model/policy.ts';
import type { CheckName, CheckResult, FetchDocument, Finding } from '../model/verification.ts';
import type { Canonize } from '../proof/canonize.ts';
import type { DecodedJwt } from '../proof/verify-jwt.ts';
import type { VerifiedProof } from '../proof/verify-proof-set.ts';
import type { VerifyQuickly } from '../proof/verify-with-plans.ts';

/** The powers that verification has over the outside world, and what the asker wants to know. All of them are arguments. */
export interface VerifyOptions {
  fetchDocument: FetchDocument;
  now: Date;
  /** Only these checks are made, and structure and proof always; the others are `skipped`. Absent: all. */
  checks?: readonly CheckName[];
  /** Name or e-mail from an application, compared in memory. Absent: nobody asked. */
  person?: { name?: string; email?: string };
  /** Whom the asker trusts, and what it asks for beyond that. Absent: nobody asked. */
  policy?: Policy;
  /** What was handed in with it: parts that it names are looked for here, and recognitions of its issuer. */
  companions?: readonly (JsonObject | string)[];
  /** Recognitions from elsewhere. */
  recognitions?: readonly (JsonObject | string)[];
  /** What a run of verifications remembers from one to the next. */
  memory?: VerificationMemory;
  /** Hears of each check as it ends. */
  onCheck?: (check: CheckResult) => void;
}

/**
 * Kept for a run of many verifications, a few minutes at most. It says nothing that was not found out in the run: everything
 * in it belongs to the very object that it was made from.
 */
export interface VerificationMemory {
  canonize?: Canonize;
  verifyQuickly?: VerifyQuickly;
  /** The official OB 3.0 schema: the same answers as the interpreter that pages use. */
  matchesSchema?: (credential: JsonObject) => boolean;
  /** Status lists, as fetched: the documents must be kept by `fetchDocument` for this to be of use. */
  lists: WeakMap<JsonObject, Promise<ExaminedList>>;
}

/** What was found of a status list, whatever entry it is asked about; its dates are looked at each time. */
export interface ExaminedList {
  /** Its structure and proofs hold, and its issuer signed it. */
  isGenuine: boolean;
  /** Null if they cannot be read. */
  bits: Uint8Array | null;
}

/** What every check works on. */
export interface Examined {
  credential: JsonObject;
  /** The credential without its embedded proofs: one object, so that its canonical form is made once. */
  unsecured: JsonObject;
  /** When it came as a VC-JWT. */
  jwt?: { text: string; decoded: DecodedJwt };
}

/** The proofs' answers, which the issuer check builds on. */
export interface ExaminedProofs {
  check: CheckResult;
  proofs: VerifiedProof[];
}

const RANK: Record<CheckResult['outcome'], number> = {
  failed: 4,
  unknown: 3,
  warning: 2,
  passed: 1,
  skipped: 0,
};

/** A check's answer from all that it found: the worst finding speaks for it. None at all: passed. */
export function concludeCheck(check: CheckName, findings: readonly Finding[]): CheckResult {
  const [worst] = [...findings].sort((a, b) => RANK[b.outcome] - RANK[a.outcome]);
  if (worst === undefined) return { check, outcome: 'passed' };
  return { check, ...worst, ...(findings.length > 1 ? { findings: [...findings] } : {}) };
}

/** `2026-11-21 12:05 UTC`, for sentences. */
export function describeTime(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function skippedCheck(check: CheckName, code: FindingCode, detail: string): CheckResult {
  return { check, outcome: 'skipped', code, detail };
}
