import type { Signer } from '../proof/signer.ts';

/** Whatever holds private keys: a directory of key files, or another process. */
export interface KeyHolder {
  /** The keys that it holds, their public halves only; the newest first. Rejects with AppError KEY_UNAVAILABLE if it is away. */
  listKeys(): Promise<HeldKey[]>;
  /** Rejects with AppError KEY_UNAVAILABLE if it holds no such key or cannot open it. */
  openSigner(publicKeyMultibase: string): Promise<Signer>;
  /** Makes a new Ed25519 key for this DID and keeps it: once it resolves, the key is on disk. */
  createKey(controller: string, at: Date): Promise<HeldKey>;
  /**
   * Destroys the private half for good; signers of it that this holder opened before reject from then on. False if it was not
   * there.
   */
  destroyKey(publicKeyMultibase: string): Promise<boolean>;
}

export interface HeldKey {
  /** Multikey text, `z6Mk…`. */
  publicKeyMultibase: string;
  /** The DID that it signs for. */
  controller: string;
  created: Date;
  /** Whether its private half is encrypted where it lies. */
  isEncrypted: boolean;
}

/** The id of the key in the DID document of its controller. */
export function heldKeyId({ controller, publicKeyMultibase }: HeldKey): string {
  return `${controller}#${publicKeyMultibase}`;
}
