import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import type { JsonObject } from '../../model/json.ts';
import type { Canonize } from '../canonize.ts';
import type { Cryptosuite } from '../cryptosuite.ts';
import { loadContext } from '../document-loader.ts';
import { multikeyDocument } from '../verification-method.ts';

const CONTEXT = 'https://w3id.org/security/suites/ed25519-2020/v1';

/** The package's suite with a canonical form of our own, so that one proof set canonizes its document once. */
class CanonizingSuite extends Ed25519Signature2020 {
  readonly #canonize: Canonize;

  constructor(canonize: Canonize, signing: { signer?: object; date?: Date } = {}) {
    super(signing);
    this.#canonize = canonize;
  }

  override canonize(input: JsonObject, _options?: object): Promise<string> {
    return this.#canonize(input);
  }
}

/** This suite is older than `rdfDirection`: what has a direction is signed as every other software of it reads it. */
class SigningSuite extends CanonizingSuite {
  override canonize(input: JsonObject, options: object): Promise<string> {
    return JSON.stringify(input).includes('"@direction"')
      ? Ed25519Signature2020.prototype.canonize.call(this, input, options)
      : super.canonize(input);
  }
}

/** The suite that wallets in the field read; deprecated by W3C in favour of eddsa-rdfc-2022. */
export const ed25519Signature2020: Cryptosuite = {
  name: 'Ed25519Signature2020',
  verificationMethodType: 'Ed25519VerificationKey2020',
  isNamedBy: (proof) => proof['type'] === 'Ed25519Signature2020',
  createSigningSuite: (signer, created, canonize) =>
    canonize === undefined
      ? new Ed25519Signature2020({ signer, date: created })
      : new SigningSuite(canonize, { signer, date: created }),
  describeProof: (verificationMethod, created) => ({
    type: 'Ed25519Signature2020',
    created,
    verificationMethod,
    proofPurpose: 'assertionMethod',
  }),
  async verify({ unsecured, proof, publicKeyMultibase, canonize }) {
    const contexts = unsecured['@context'];
    if (!Array.isArray(contexts) || !contexts.includes(CONTEXT)) return false;
    const key = multikeyDocument(proof['verificationMethod'] as string, publicKeyMultibase);
    const documentLoader = async (url: string) =>
      url === key.id ? { documentUrl: url, document: key } : loadContext(url);
    const { verified } = await new CanonizingSuite(canonize).verifyProof({
      proof,
      document: unsecured,
      documentLoader,
    });
    return verified === true;
  },
};
