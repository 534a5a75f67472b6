import type { Proof } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';
import type { Canonize } from './canonize.ts';

/** One way of securing a credential. A new one is one file in `suites/` and one line in `cryptosuites.ts`. */
export interface Cryptosuite {
  /** What programs and `options.cryptosuites` call it. */
  name: string;
  /** The key type whose id a proof of this suite names. */
  verificationMethodType: 'Multikey' | 'Ed25519VerificationKey2020';
  isNamedBy(proof: JsonObject): boolean;
  /** The signing half, for `@digitalbazaar/vc`. `created` in seconds precision. Without `canonize`, by the package's own means. */
  createSigningSuite(signer: SuiteSigner, created: Date, canonize?: Canonize): object;
  /**
   * The proof that this suite makes, before its value. Every suite of the table signs SHA-256 of the canonical N-Quads of
   * this, under the document's contexts, followed by SHA-256 of the document's (Data Integrity EdDSA §3.2.3, §3.2.4).
   * `created` as it is written, in seconds precision.
   */
  describeProof(verificationMethod: string, created: string): Omit<Proof, 'proofValue'>;
  /**
   * True when the proof's signature over `unsecured` (the document without proofs) holds under the key. Never rejects:
   * data that cannot be processed is a signature that does not hold.
   */
  verify(input: {
    unsecured: JsonObject;
    proof: JsonObject;
    publicKeyMultibase: string;
    canonize: Canonize;
  }): Promise<boolean>;
}

export interface SuiteSigner {
  id: string;
  algorithm: 'Ed25519';
  sign(input: { data: Uint8Array }): Promise<Uint8Array>;
}
