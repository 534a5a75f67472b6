import canonicalize from 'canonicalize';
import type { Proof } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';
import { canonize } from './canonize.ts';
import { requireCryptosuites } from './cryptosuites.ts';
import { encodeBase58 } from './encode-base58.ts';
import type { PlanBook } from './plan/plan-book.ts';
import { prepareJson } from './plan/write-json.ts';
import { type Signer, verificationMethodId } from './signer.ts';

export interface PlannedSigning {
  signer: Signer;
  cryptosuites: readonly string[];
  created: Date;
}

/**
 * `signCredential` for many credentials of a few shapes: the same proofs, and so the same JCS form, which is what it resolves
 * to. Null when the book has no plan that is sure of this credential: then `signCredential` is to be asked. Rejects like it.
 */
export type SignWithPlan = (unsigned: JsonObject, signing: PlannedSigning) => Promise<string | null>;

/** In a batch nearly all proofs are made with one key within a few seconds. */
const MOST_REMEMBERED = 1_000;

/** `sha256` is the runtime's own, which is many times faster than one over promises. */
export function createPlannedSigning(plans: PlanBook, sha256: (text: string) => Uint8Array): SignWithPlan {
  const proofHashes = new Map<string, Promise<Uint8Array>>();
  const writers = new WeakMap<object, ReturnType<typeof prepareJson>>();

  return async (unsigned, { signer, cryptosuites, created }) => {
    const suites = requireCryptosuites(cryptosuites);
    const fit = await plans.find(unsigned);
    if (fit === null) return null;
    const documentHash = sha256(fit.nquads);
    const proofs: Proof[] = [];
    for (const suite of suites) {
      const proof = suite.describeProof(
        verificationMethodId(signer, suite.verificationMethodType),
        created.toISOString().replace(/\.\d{3}Z$/, 'Z'),
      );
      const data = new Uint8Array(64);
      data.set(await hashProof(unsigned, proof));
      data.set(documentHash, 32);
      proofs.push({ ...proof, proofValue: `z${encodeBase58(await signer.sign({ data }))}` });
    }
    let write = writers.get(fit.plan);
    if (write === undefined) {
      write = prepareJson(fit.plan.shape);
      writers.set(fit.plan, write);
    }
    return write(fit.texts, canonicalize(proofs) as string);
  };

  function hashProof(unsigned: JsonObject, proof: Omit<Proof, 'proofValue'>): Promise<Uint8Array> {
    const options = { '@context': unsigned['@context'], ...proof } as JsonObject;
    const key = JSON.stringify(options);
    let hash = proofHashes.get(key);
    if (hash === undefined) {
      if (proofHashes.size >= MOST_REMEMBERED) proofHashes.clear();
      hash = canonize(options).then(sha256);
      proofHashes.set(key, hash);
    }
    return hash;
  }
}
