import { BUNDLED_CONTEXTS } from '../model/contexts.ts';
import { isJsonObject, type JsonObject, textOf, valuesOf } from '../model/json.ts';
import type { FetchDocument, Finding, ProofResult } from '../model/verification.ts';
import type { Canonize } from './canonize.ts';
import { canonizeByContent } from './canonize-by-content.ts';
import { findCryptosuite } from './cryptosuites.ts';
import { type ProofPurpose, resolveVerificationMethod } from './verification-method.ts';
import type { VerifyQuickly } from './verify-with-plans.ts';

/** A proof's answer, and whose key it was: the issuer check needs to know. */
export type VerifiedProof = ProofResult & {
  controller?: string;
  publicKeyMultibase?: string;
  /** The key is from a copy of this time. */
  keyCopyOf?: Date;
};

const PROOF_ERROR = 'https://w3id.org/security#PROOF_VERIFICATION_ERROR';

/**
 * Members that a proof may have (Data Integrity 1.0 §2.1). Any other is refused: the suites leave `jws` and
 * `signatureValue` out of what is signed, and a proof's own `@context` could give its terms another meaning.
 */
const PROOF_MEMBERS = new Set([
  'id',
  'type',
  'cryptosuite',
  'created',
  'expires',
  'verificationMethod',
  'proofPurpose',
  'proofValue',
  'domain',
  'challenge',
  'nonce',
  'previousProof',
]);

/**
 * Verifies every proof of the document's proof set, each for itself (Data Integrity 1.0 §4.4; a proof chain's proofs over
 * the document with the proofs that they name). Never throws on bad input.
 */
export async function verifyProofSet(document: JsonObject, options: ProofOptions): Promise<VerifiedProof[]> {
  const { unsecured = withoutProofs(document) } = options;
  const proofs = valuesOf(document['proof']);
  return Promise.all(
    proofs.map(async (proof): Promise<VerifiedProof> => {
      if (!isJsonObject(proof)) return { type: 'unknown', ...malformed('A proof is not an object.') };
      const described = describeProof(proof);
      const secured = withPreviousProofs(unsecured, proof, proofs.filter(isJsonObject));
      if (secured === null)
        return { ...described, ...malformed('A proof builds on another that is not there.') };
      return { ...described, ...(await verifyProof(secured, proof, options)) };
    }),
  );
}

interface ProofOptions {
  fetchDocument: FetchDocument;
  now: Date;
  /** The document without its proofs, from a caller who has it already: its canonical form is then made once. */
  unsecured?: JsonObject;
  /** `canonize` unless given. */
  canonize?: Canonize;
  /** Asked before the suite is. */
  verifyQuickly?: VerifyQuickly;
  /** What the proof has to be for; a credential's is `assertionMethod`, a presentation's `authentication`. */
  proofPurpose?: ProofPurpose;
}

function withoutProofs({ proof: _, ...unsecured }: JsonObject): JsonObject {
  return unsecured;
}

type ProofFinding = Finding & Pick<VerifiedProof, 'controller' | 'publicKeyMultibase' | 'keyCopyOf'>;

async function verifyProof(
  unsecured: JsonObject,
  proof: JsonObject,
  {
    fetchDocument,
    now,
    proofPurpose = 'assertionMethod',
    canonize = canonizeByContent,
    verifyQuickly,
  }: ProofOptions,
): Promise<ProofFinding> {
  const suite = findCryptosuite(proof);
  if (suite === 'not-implemented') {
    return {
      outcome: 'warning',
      code: 'cryptosuite-unsupported',
      detail: 'This verifier does not know how to check one of the proofs.',
    };
  }
  if (suite === 'not-registered') {
    return {
      outcome: 'unknown',
      code: 'cryptosuite-unknown',
      detail: 'One of the proofs is of a kind that no one has registered.',
    };
  }
  const shape = findShapeProblem(proof, proofPurpose);
  if (shape !== null) return malformed(shape);
  const resolved = await resolveVerificationMethod(
    proof['verificationMethod'] as string,
    fetchDocument,
    proofPurpose,
  );
  if ('finding' in resolved) return resolved.finding;
  const { controller, publicKeyMultibase, expires, copyOf } = resolved.method;
  if (publicKeyMultibase === undefined) {
    return {
      outcome: 'unknown',
      code: 'key-type-unsupported',
      detail: 'The signing key is of a kind that this verifier does not support.',
    };
  }
  if (hasUnknownContext(unsecured)) {
    return {
      outcome: 'unknown',
      code: 'context-unknown',
      detail: 'It uses a vocabulary that this verifier does not have, so its signature cannot be checked.',
    };
  }
  const input = { unsecured, proof, publicKeyMultibase };
  // What is not the document is the proof's options.
  const canonizeInput: Canonize = (part) => (part === unsecured ? canonize : canonizeByContent)(part);
  if (!(await verifyQuickly?.(input)) && !(await suite.verify({ ...input, canonize: canonizeInput }))) {
    return {
      outcome: 'failed',
      code: 'signature-invalid',
      detail: 'The content does not match its signature.',
      problemType: PROOF_ERROR,
      controller,
    };
  }
  const keyCopyOf = copyOf === undefined ? {} : { keyCopyOf: copyOf };
  return { ...judgePeriods(proof, expires, now), controller, publicKeyMultibase, ...keyCopyOf };
}

/** A proof's own `expires`, and the key's: after a key's end no proof that claims to be newer is believed (CID §2.2). */
function judgePeriods(proof: JsonObject, keyExpires: string | undefined, now: Date): Finding {
  const proofExpires = textOf(proof['expires']);
  if (proofExpires !== undefined && !(Date.parse(proofExpires) > now.getTime())) {
    return {
      outcome: 'failed',
      code: 'proof-expired',
      detail: 'The signature was made for a period that is over.',
      problemType: PROOF_ERROR,
    };
  }
  if (keyExpires === undefined || Date.parse(keyExpires) > now.getTime()) return { outcome: 'passed' };
  const created = Date.parse(textOf(proof['created']) ?? '');
  if (!(created < Date.parse(keyExpires))) {
    return {
      outcome: 'failed',
      code: 'key-expired',
      detail: 'The key was no longer in use when this was signed.',
      problemType: PROOF_ERROR,
    };
  }
  return {
    outcome: 'warning',
    code: 'key-expired-since',
    detail: 'The key that signed this has since gone out of use.',
  };
}

/** Without its vocabulary a document has no canonical form: that says nothing against its signature. */
function hasUnknownContext(document: JsonObject): boolean {
  return valuesOf(document['@context']).some(
    (context) => typeof context === 'string' && !BUNDLED_CONTEXTS.has(context),
  );
}

function findShapeProblem(proof: JsonObject, proofPurpose: ProofPurpose): string | null {
  if (Object.keys(proof).some((member) => !PROOF_MEMBERS.has(member)))
    return 'A proof has members that a proof cannot have.';
  if (proof['proofPurpose'] !== proofPurpose) return 'A proof was made for another purpose.';
  if (textOf(proof['verificationMethod']) === undefined) return 'A proof does not name its key.';
  // VC-DI-EdDSA §3.2: 64 bytes in base58btc. Another spelling of the same signature is another document.
  if (!/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/.test(textOf(proof['proofValue']) ?? ''))
    return 'A proof has no signature that can be read.';
  for (const time of ['created', 'expires']) {
    if (proof[time] !== undefined && Number.isNaN(Date.parse(textOf(proof[time]) ?? '')))
      return 'A proof has a date that is none.';
  }
  return null;
}

/** For a chain (§2.1.2 `previousProof`): the document as that proof saw it. Null when a named proof is not in the set. */
function withPreviousProofs(
  unsecured: JsonObject,
  proof: JsonObject,
  proofs: JsonObject[],
): JsonObject | null {
  const names = valuesOf(proof['previousProof']);
  if (names.length === 0) return unsecured;
  const previous = names.map((name) =>
    proofs.find((candidate) => candidate['id'] === name && candidate !== proof),
  );
  if (previous.some((found) => found === undefined)) return null;
  return { ...unsecured, proof: previous as JsonObject[] };
}

function describeProof(proof: JsonObject): Omit<ProofResult, keyof Finding> {
  const cryptosuite = textOf(proof['cryptosuite']);
  const verificationMethod = textOf(proof['verificationMethod']);
  const created = textOf(proof['created']);
  return {
    type: textOf(proof['type']) ?? 'unknown',
    ...(cryptosuite === undefined ? {} : { cryptosuite }),
    ...(verificationMethod === undefined ? {} : { verificationMethod }),
    ...(created === undefined ? {} : { created }),
  };
}

function malformed(detail: string): Finding {
  return { outcome: 'failed', code: 'proof-malformed', detail, problemType: PROOF_ERROR };
}
