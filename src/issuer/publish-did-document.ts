import type { JsonObject } from '../model/json.ts';
import { verificationMethodId } from '../proof/signer.ts';
import type { IssuerRecord } from '../store/records.ts';
import type { Signers } from './issuing.ts';

/**
 * The did:web document of an issuer. Each key stands in it twice, as Multikey and as Ed25519VerificationKey2020, and its ids
 * under `assertionMethod` as absolute strings, the only form that every resolver in the field reads.
 */
export async function publishDidDocument({ did }: IssuerRecord, signers: Signers): Promise<JsonObject> {
  const types = ['Multikey', 'Ed25519VerificationKey2020'] as const;
  const verificationMethod = (await signers.publicKeysOf(did)).flatMap((publicKeyMultibase) =>
    types.map((type) => ({
      id: verificationMethodId({ controller: did, publicKeyMultibase }, type),
      type,
      controller: did,
      publicKeyMultibase,
    })),
  );
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/suites/ed25519-2020/v1',
    ],
    id: did,
    verificationMethod,
    assertionMethod: verificationMethod.map(({ id }) => id),
  };
}
