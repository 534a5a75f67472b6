import { AppError } from '../../model/problem.ts';
import type { SigningKey } from '../../store/key-store.ts';
import { type Issuing, requireIssuer } from '../issuing.ts';
import { heldKeyId, type KeyHolder } from '../key-holder.ts';
import { describeNewKey, findSigningKey } from '../open-signers.ts';

/**
 * How long a new key is published before it signs: caches keep a DID document for five minutes (`did-documents.ts`), and a verifier
 * with an older copy could not find the key.
 */
export const KEY_LEAD_MS = 10 * 60_000;

type Keeping = Pick<Issuing, 'store' | 'signers' | 'now'>;

/**
 * Makes a new key for an issuer, which signs after `leadMs`. The old one signs until then, and stays in the DID document without an
 * end, so what it signed stays good. Interrupted between the two steps it leaves a key that nobody uses. Rejects with AppError
 * ISSUER_UNKNOWN or KEY_UNAVAILABLE.
 */
export async function rotateKey(
  { store, signers, now }: Keeping,
  holder: KeyHolder,
  { issuer: slug, leadMs, actor }: { issuer: string; leadMs: number; actor: string },
): Promise<SigningKey> {
  const { did } = await requireIssuer(store, slug);
  const before = findSigningKey(await signers.keysOf(did), now());
  const at = now();
  const held = await holder.createKey(did, at);
  const key = describeNewKey(held.publicKeyMultibase, did, at, new Date(at.getTime() + leadMs));
  await store.addSigningKeys([key], {
    at,
    actor,
    action: 'key-rotated',
    subject: heldKeyId(held),
    details: {
      before: before?.publicKey ?? null,
      after: key.publicKey,
      signsFrom: key.signsFrom.toISOString(),
    },
  });
  return key;
}

/**
 * Ends the use of a key for good and destroys its private half. It stays in the DID document. With `expires`, verifiers are told
 * its end: a proof that claims to be later is not the key's; some of them will then refuse older proofs too.
 *
 * Rejects with AppError NOT_FOUND, or STANDING_CONFLICT for the key that signs and for one that ended already.
 */
export async function retireKey(
  { store, signers, now }: Keeping,
  holder: KeyHolder,
  publicKey: string,
  { expires, actor }: { expires: boolean; actor: string },
): Promise<SigningKey> {
  const { key, keys } = await requireKey({ store, signers }, publicKey);
  const at = now();
  if (findSigningKey(keys, at)?.publicKey === publicKey)
    throw new AppError(
      'STANDING_CONFLICT',
      'This key signs: rotate first, and retire it when the new one signs.',
    );
  const ended = await store.endSigningKey(
    publicKey,
    { at, how: expires ? 'expires' : 'retired' },
    {
      at,
      actor,
      action: 'key-retired',
      subject: `${key.controller}#${publicKey}`,
      details: { expires, before: key.retiredAt === null ? 'in use' : 'retired', after: 'retired' },
    },
  );
  if (ended === null) throw new AppError('STANDING_CONFLICT', 'This key is retired or revoked already.');
  await holder.destroyKey(publicKey);
  return ended;
}

/** The key and all of its DID's. Rejects with AppError NOT_FOUND. */
export async function requireKey(
  { store, signers }: Pick<Issuing, 'store' | 'signers'>,
  publicKey: string,
): Promise<{ key: SigningKey; keys: SigningKey[]; slug: string }> {
  for (const { did, slug } of await store.listIssuers()) {
    const keys = await signers.keysOf(did);
    const key = keys.find((known) => known.publicKey === publicKey);
    if (key !== undefined) return { key, keys, slug };
  }
  throw new AppError('NOT_FOUND', 'No issuer here has such a key.');
}
