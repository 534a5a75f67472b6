/**
 * Whatever holds an Ed25519 private key and signs with it: a key file in this process, another process, a KMS.
 *
 * `sign` resolves to the 64-byte signature (RFC 8032) of exactly these bytes, the same for the same bytes; it rejects with
 * AppError KEY_UNAVAILABLE when the key cannot be reached, and then nothing was signed that anyone will see.
 */
export interface Signer {
  /** The DID that the key signs for. */
  controller: string;
  /** Multikey text of the public key, `z6Mk…`. */
  publicKeyMultibase: string;
  sign(input: { data: Uint8Array }): Promise<Uint8Array>;
}

/**
 * Ids under which a DID document lists this key. The same key stands in it twice, because W3C asks an
 * Ed25519Signature2020 proof to name an Ed25519VerificationKey2020 and eddsa-rdfc-2022 a Multikey.
 */
export function verificationMethodId(
  signer: Pick<Signer, 'controller' | 'publicKeyMultibase'>,
  type: 'Multikey' | 'Ed25519VerificationKey2020',
): string {
  const id = `${signer.controller}#${signer.publicKeyMultibase}`;
  return type === 'Multikey' ? id : `${id}-2020`;
}
