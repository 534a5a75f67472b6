import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { JsonObject } from '../../model/json.ts';
import type { Cryptosuite } from '../cryptosuite.ts';
import { loadContext } from '../document-loader.ts';
import { multikeyDocument } from '../verification-method.ts';

/** W3C Data Integrity EdDSA Cryptosuites v1.0 §3.2: what Open Badges 3.0 certifies. */
export const eddsaRdfc2022: Cryptosuite = {
  name: 'eddsa-rdfc-2022',
  verificationMethodType: 'Multikey',
  isNamedBy: (proof) => proof['type'] === 'DataIntegrityProof' && proof['cryptosuite'] === 'eddsa-rdfc-2022',
  createSigningSuite: (signer, created, canonize) =>
    new DataIntegrityProof({
      signer,
      date: created,
      cryptosuite:
        canonize === undefined
          ? cryptosuite
          : { ...cryptosuite, canonize: (input: JsonObject) => canonize(input) },
    }),
  describeProof: (verificationMethod, created) => ({
    type: 'DataIntegrityProof',
    created,
    verificationMethod,
    cryptosuite: 'eddsa-rdfc-2022',
    proofPurpose: 'assertionMethod',
  }),
  async verify({ unsecured, proof, publicKeyMultibase, canonize }) {
    const suite = new DataIntegrityProof({
      cryptosuite: { ...cryptosuite, canonize: (input: JsonObject) => canonize(input) },
    });
    const key = multikeyDocument(proof['verificationMethod'] as string, publicKeyMultibase);
    const documentLoader = async (url: string) =>
      url === key.id ? { documentUrl: url, document: key } : loadContext(url);
    const { verified } = await suite.verifyProof({ proof, document: unsecured, documentLoader });
    return verified === true;
  },
};
