import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { loadContext } from '../src/proof/document-loader.ts';
import { type Signer, verificationMethodId } from '../src/proof/signer.ts';
import { CREATED } from './materials.ts';

/** Two proofs by the packages alone, as their documentation shows it: the reference of every ratio of signing. */
export async function signByReference(unsigned: object, signer: Signer): Promise<object> {
  const signerAs = (type: 'Multikey' | 'Ed25519VerificationKey2020') => ({
    id: verificationMethodId(signer, type),
    algorithm: 'Ed25519',
    sign: (input: { data: Uint8Array }) => signer.sign(input),
  });
  const suites = [
    new DataIntegrityProof({ signer: signerAs('Multikey'), date: CREATED, cryptosuite }),
    new Ed25519Signature2020({ signer: signerAs('Ed25519VerificationKey2020'), date: CREATED }),
  ];
  const proof: unknown[] = [];
  for (const suite of suites) {
    const credential = structuredClone(unsigned);
    const signed = await issue({ credential, suite, documentLoader: loadContext, now: CREATED });
    proof.push((signed as { proof: unknown }).proof);
  }
  return { ...unsigned, proof };
}
