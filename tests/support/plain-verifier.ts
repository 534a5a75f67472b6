import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
// @ts-expect-error: the package has no types, and src/proof declares only what it uses.
import { verifyCredential as peerVerify } from '@digitalbazaar/vc';
import type { JsonObject } from '../../src/model/json.ts';
import type { FetchDocument } from '../../src/model/verification.ts';
import { loadContext } from '../../src/proof/document-loader.ts';

const SUITES = {
  'eddsa-rdfc-2022': () => new DataIntegrityProof({ cryptosuite }),
  Ed25519Signature2020: () => new Ed25519Signature2020(),
};
export type SuiteName = keyof typeof SUITES;
export const SUITE_NAMES = Object.keys(SUITES) as SuiteName[];

/** digitalbazaar's key classes take a key document by its own context. */
const KEY_CONTEXTS: Record<string, string> = {
  Multikey: 'https://w3id.org/security/multikey/v1',
  Ed25519VerificationKey2020: 'https://w3id.org/security/suites/ed25519-2020/v1',
};

/**
 * Verifies with `@digitalbazaar/vc` alone, which knows nothing of us: it has contexts, and the DID document at `didUrl` as the
 * world gets it.
 */
export function openPlainVerifier(fetchDocument: FetchDocument, didUrl: string, now: () => Date) {
  async function documentLoader(url: string): Promise<object> {
    if (!url.startsWith('did:web:')) return loadContext(url);
    const { document } = await fetchDocument(didUrl);
    const methods = document['verificationMethod'] as JsonObject[];
    const method = methods.find(({ id }) => id === url);
    const found: JsonObject =
      method === undefined ? document : { '@context': document['@context'] ?? null, ...method };
    const context = KEY_CONTEXTS[String(found['type'])];
    return {
      contextUrl: null,
      documentUrl: url,
      document: context === undefined ? found : { ...found, '@context': context },
    };
  }
  return async (credential: JsonObject, suites: readonly SuiteName[] = SUITE_NAMES): Promise<boolean> => {
    const result = await peerVerify({
      credential,
      suite: suites.map((name) => SUITES[name]()),
      documentLoader,
      checkStatus: async () => ({ verified: true }),
      now: now(),
    });
    return result.verified;
  };
}
