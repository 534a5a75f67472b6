import type { JsonObject } from '../model/json.ts';
import { toDateTime } from '../program/iso-time.ts';
import { verificationMethodId } from '../proof/signer.ts';
import type { IssuerRecord } from '../store/records.ts';
import type { Signers } from './issuing.ts';

/**
 * The did:web document of an issuer. Each key stands in it twice, as Multikey and as Ed25519VerificationKey2020, and its ids
 * under `assertionMethod` as absolute strings, the only form that every resolver in the field reads. A revoked key stays, so that
 * verifiers can say that it is revoked, but not there.
 */
export async function publishDidDocument({ did }: IssuerRecord, signers: Signers): Promise<JsonObject> {
  const types = ['Multikey', 'Ed25519VerificationKey2020'] as const;
  const keys = await signers.keysOf(did);
  const methods = keys.flatMap(({ publicKey: publicKeyMultibase, expiresAt, revokedAt }) =>
    types.map((type) => ({
      id: verificationMethodId({ controller: did, publicKeyMultibase }, type),
      type,
      controller: did,
      publicKeyMultibase,
      ...(expiresAt === null ? {} : { expires: toDateTime(expiresAt) }),
      ...(revokedAt === null ? {} : { revoked: toDateTime(revokedAt) }),
    })),
  );
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/suites/ed25519-2020/v1',
    ],
    id: did,
    verificationMethod: methods,
    // Many verifiers pass over `revoked`; none passes over a key that may not sign.
    assertionMethod: methods.filter((method) => !('revoked' in method)).map(({ id }) => id),
  };
}
