import { EXAMPLE_PUBLIC_KEYS } from '../model/example-keys.ts';
import { AppError } from '../model/problem.ts';
import type { HeldKey } from './key-holder.ts';

/**
 * A published example key, or a key that lies open, must not sign for anyone but this machine. Throws AppError CONFIG_INVALID.
 */
export function assertKeysFit(keys: readonly HeldKey[]): void {
  for (const { publicKeyMultibase, isEncrypted } of keys) {
    if (EXAMPLE_PUBLIC_KEYS.has(publicKeyMultibase)) {
      throw new AppError(
        'CONFIG_INVALID',
        'The key directory holds the published example key. It signs samples only.',
      );
    }
    if (!isEncrypted) {
      throw new AppError(
        'CONFIG_INVALID',
        'A signing key of a public issuer lies unencrypted in the key directory: `lectern keys encrypt` mends that.',
      );
    }
  }
}

/** Whether a DID means this machine to everyone who resolves it, so that its keys may lie open. */
export function isLocalDid(did: string): boolean {
  return /^did:web:localhost(%3A\d+)?(:|$)/i.test(did);
}
