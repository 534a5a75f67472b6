import canonicalize from 'canonicalize';
import type { Proof, UnsignedCredential } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';
import { canonize } from './canonize.ts';
import type { Cryptosuite } from './cryptosuite.ts';
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
  const prepared = new Map<string, Promise<PreparedProof>>();
  const writers = new WeakMap<object, ReturnType<typeof prepareJson>>();

  return async (unsigned, fit, { signer, cryptosuites, created }) => {
    if (Object.hasOwn(unsigned, 'proof')) throw new Error('what is to be signed has no proof yet');
    const suites = requireCryptosuites(cryptosuites);
    const data = new Uint8Array(64);
    data.set(sha256(fit.nquads), 32);
    const proofs: string[] = [];
    for (const suite of suites) {
      const { hash, before, after } = await prepare(unsigned['@context'] as string[], suite, signer, created);
      data.set(hash);
      proofs.push(`${before}z${encodeBase58(await signer.sign({ data }))}${after}`);
    }
    return writerOf(fit)(fit.texts, `[${proofs.join(',')}]`);
  };

  function prepare(
    contexts: string[],
    suite: Cryptosuite,
    signer: Signer,
    created: Date,
  ): Promise<PreparedProof> {
    const id = verificationMethodId(signer, suite.verificationMethodType);
    const key = `${suite.name} ${id} ${created.getTime()} ${contexts.join(' ')}`;
    let proof = prepared.get(key);
    if (proof === undefined) {
      if (prepared.size >= MOST_REMEMBERED) prepared.clear();
      proof = prepareProof(
        contexts,
        suite.describeProof(id, created.toISOString().replace(/\.\d{3}Z$/, 'Z')),
        sha256,
      );
      prepared.set(key, proof);
    }
    return proof;
  }

  function writerOf({ plan }: Fit): ReturnType<typeof prepareJson> {
    const write = writers.get(plan) ?? prepareJson(plan.shape);
    writers.set(plan, write);
    return write;
  }
}

/** All of a proof but its value: the hash of its options, and the JCS form around the value. */
interface PreparedProof {
  hash: Uint8Array;
  before: string;
  after: string;
}

async function prepareProof(
  contexts: string[],
  proof: Omit<Proof, 'proofValue'>,
  sha256: (text: string) => Uint8Array,
): Promise<PreparedProof> {
  const mark = '\u0000';
  const written = canonicalize({ ...proof, proofValue: mark }) as string;
  const [before = '', after = ''] = written.split(JSON.stringify(mark).slice(1, -1));
  return { hash: sha256(await canonize({ '@context': contexts, ...proof })), before, after };
}
