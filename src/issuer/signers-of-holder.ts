import { AppError } from '../model/problem.ts';
import type { Signers } from './issuing.ts';
import type { HeldKey, KeyHolder } from './key-holder.ts';

/**
 * The newest key of a DID signs, and all of them stay in its DID document: also while the holder is away, as far as it has told us
 * once, because what was signed must not stop verifying for that.
 */
export function signersOf(holder: KeyHolder): Signers {
  const told = new Map<string, HeldKey[]>();
  async function keysOf(did: string): Promise<HeldKey[]> {
    const keys = (await holder.listKeys()).filter(({ controller }) => controller === did);
    told.set(did, keys);
    return keys;
  }
  return {
    async signerOf(did) {
      const [key] = await keysOf(did);
      if (key === undefined)
        throw new AppError('KEY_UNAVAILABLE', 'There is no signing key for this issuer here.');
      return holder.openSigner(key.publicKeyMultibase);
    },
    async publicKeysOf(did) {
      const keys = await keysOf(did).catch((error: unknown) => {
        const known = told.get(did);
        if (known === undefined || !(error instanceof AppError) || error.code !== 'KEY_UNAVAILABLE')
          throw error;
        return known;
      });
      return keys.map(({ publicKeyMultibase }) => publicKeyMultibase);
    },
  };
}
