import { AppError } from '../model/problem.ts';
import type { Signers } from './issuing.ts';
import type { KeyHolder } from './key-holder.ts';

/** The newest key of a DID signs, and all of them stay in its DID document. */
export function signersOf(holder: KeyHolder): Signers {
  const keysOf = async (did: string) =>
    (await holder.listKeys()).filter(({ controller }) => controller === did);
  return {
    async signerOf(did) {
      const [key] = await keysOf(did);
      if (key === undefined)
        throw new AppError('KEY_UNAVAILABLE', 'There is no signing key for this issuer here.');
      return holder.openSigner(key.publicKeyMultibase);
    },
    async publicKeysOf(did) {
      return (await keysOf(did)).map(({ publicKeyMultibase }) => publicKeyMultibase);
    },
  };
}
