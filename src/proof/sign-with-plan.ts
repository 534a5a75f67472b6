import canonicalize from 'canonicalize';
import type { Proof, UnsignedCredential } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';
import { canonize } from './canonize.ts';
import { requireCryptosuites } from './cryptosuites.ts';
import { encodeBase58 } from './encode-base58.ts';
import type { Fit } from './plan/plan-book.ts';
import { prepareJson } from './plan/write-json.ts';
import { type Signer, verificationMethodId } from './signer.ts';

export interface PlannedSigning {
  signer: Signer;
  cryptosuites: readonly string[];
  created: Date;
}

/**
 * `signCredential` for a credential that a plan knows the shape of: the same proofs, and so the same JCS form, which is what
 * it resolves to. `fit` is what the plan book found for this very credential. Whether its dates are dates and its links are
 * links, which `signCredential` looks at too, is for whoever built it. Rejects with AppError CRYPTOSUITE_NOT_SUPPORTED or
 * KEY_UNAVAILABLE.
 */
export type SignWithPlan = (
  unsigned: UnsignedCredential | JsonObject,
  fit: Fit,
  signing: PlannedSigning,
) => Promise<string>;

/** In a batch nearly all proofs are made with one key within a few seconds. */
const MOST_REMEMBERED = 1_000;

/** `sha256` is the runtime's own, which is many times faster than one over promises. */
export function createPlannedSigning(sha256: (text: string) => Uint8Array): SignWithPlan {
  const proofHashes = new Map<string, Promise<Uint8Array>>();
  const writers = new WeakMap<object, ReturnType<typeof prepareJson>>();

  return async (unsigned, fit, { signer, cryptosuites, created }) => {
    if (Object.hasOwn(unsigned, 'proof')) throw new Error('what is to be signed has no proof yet');
    const documentHash = sha256(fit.nquads);
    const proofs: Proof[] = [];
    for (const suite of requireCryptosuites(cryptosuites)) {
      const proof = suite.describeProof(
        verificationMethodId(signer, suite.verificationMethodType),
        created.toISOString().replace(/\.\d{3}Z$/, 'Z'),
      );
      const data = new Uint8Array(64);
      data.set(await hashProof(unsigned['@context'] as string[], proof));
      data.set(documentHash, 32);
      proofs.push({ ...proof, proofValue: `z${encodeBase58(await signer.sign({ data }))}` });
    }
    return writerOf(fit)(fit.texts, canonicalize(proofs) as string);
  };

  function hashProof(contexts: string[], proof: Omit<Proof, 'proofValue'>): Promise<Uint8Array> {
    const options: JsonObject = { '@context': contexts, ...proof };
    const key = JSON.stringify(options);
    let hash = proofHashes.get(key);
    if (hash === undefined) {
      if (proofHashes.size >= MOST_REMEMBERED) proofHashes.clear();
      hash = canonize(options).then(sha256);
      proofHashes.set(key, hash);
    }
    return hash;
  }

  function writerOf({ plan }: Fit): ReturnType<typeof prepareJson> {
    const write = writers.get(plan) ?? prepareJson(plan.shape);
    writers.set(plan, write);
    return write;
  }
}
