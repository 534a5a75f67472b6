import { issue } from '@digitalbazaar/vc';
import type { Proof, SecuredDocument } from '../model/credential.ts';
import { canonizeByContent } from './canonize-by-content.ts';
import { requireCryptosuites } from './cryptosuites.ts';
import { loadContext } from './document-loader.ts';
import { type Signer, verificationMethodId } from './signer.ts';

/**
 * Adds a proof set: one proof a suite, in the table's order, each over the same document without proofs (Data Integrity
 * 1.0 §2.1.1). `created` has seconds precision; for the same input the bytes are the same. Rejects with AppError
 * CRYPTOSUITE_NOT_SUPPORTED for a name that is not in the table, KEY_UNAVAILABLE when the signer is.
 */
export async function signCredential(
  unsigned: object & { proof?: never },
  { signer, cryptosuites, created }: { signer: Signer; cryptosuites: readonly string[]; created: Date },
): Promise<SecuredDocument> {
  const proof: Proof[] = [];
  for (const suite of requireCryptosuites(cryptosuites)) {
    const id = verificationMethodId(signer, suite.verificationMethodType);
    const signing = suite.createSigningSuite(
      { id, algorithm: 'Ed25519', sign: (input) => signer.sign(input) },
      created,
      // Linted before and verified after: each suite and both of these need the same answer.
      canonizeByContent,
    );
    // The package adds to the object that it is given.
    const credential = structuredClone(unsigned);
    const signed = await issue({ credential, suite: signing, documentLoader: loadContext, now: created });
    proof.push((signed as { proof: Proof }).proof);
  }
  return { ...unsigned, proof } as SecuredDocument;
}
