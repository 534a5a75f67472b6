import { AppError } from '../model/problem.ts';
import type { SigningKey } from '../store/key-store.ts';
import type { Store } from '../store/store.ts';
import type { Signers } from './issuing.ts';
import type { KeyHolder } from './key-holder.ts';

/**
 * The keys as the store has them, signing with whatever holds their private halves. DID documents need the store only, so what was
 * signed verifies also while the holder is away. Keys of a DID of which the store knows none yet are taken over from the holder.
 */
export function openSigners({
  store,
  holder,
  now,
}: {
  store: Store;
  holder: KeyHolder;
  now: () => Date;
}): Signers {
  return {
    keysOf,
    async signerOf(did) {
      const key = findSigningKey(await keysOf(did), now());
      if (key === null)
        throw new AppError('KEY_UNAVAILABLE', 'There is no signing key for this issuer here.');
      return holder.openSigner(key.publicKey);
    },
  };

  async function keysOf(did: string): Promise<SigningKey[]> {
    const known = await store.listSigningKeys(did);
    if (known.length > 0) return known;
    const held = (await holder.listKeys()).filter(({ controller }) => controller === did);
    if (held.length === 0) return [];
    const keys = held.map(({ publicKeyMultibase, created }) =>
      describeNewKey(publicKeyMultibase, did, created),
    );
    await store.addSigningKeys(keys, {
      at: now(),
      actor: 'system',
      action: 'keys-adopted',
      subject: did,
      details: { keys: keys.map(({ publicKey }) => publicKey) },
    });
    return store.listSigningKeys(did);
  }
}

/**
 * The key that signs at this time: of those in use, the one that began last; before any has begun, as by a clock that was set
 * back, the one that begins first.
 */
export function findSigningKey(keys: readonly SigningKey[], now: Date): SigningKey | null {
  const inUse = keys
    .filter(({ retiredAt }) => retiredAt === null)
    .toSorted((a, b) => b.signsFrom.getTime() - a.signsFrom.getTime());
  return inUse.find(({ signsFrom }) => signsFrom <= now) ?? inUse.at(-1) ?? null;
}

/** A key at the beginning of its life; it signs from `signsFrom` on. */
export function describeNewKey(
  publicKey: string,
  controller: string,
  createdAt: Date,
  signsFrom: Date = createdAt,
): SigningKey {
  return { publicKey, controller, createdAt, signsFrom, retiredAt: null, expiresAt: null, revokedAt: null };
}
