import { AppError } from '../../model/problem.ts';
import type { SigningKey } from '../../store/key-store.ts';
import type { Issuing } from '../issuing.ts';
import type { KeyHolder } from '../key-holder.ts';
import { describeNewKey, findSigningKey } from '../open-signers.ts';
import { publishStatusList } from '../publish-status-list.ts';
import { requireKey } from './rotate-key.ts';

/**
 * Declares a key compromised: nothing that it signed counts any more, whenever it says it was signed. In the same transaction a
 * new key begins to sign, if this was the one that did; then every status list that it signed is signed anew, so that what other
 * keys signed stays verifiable. What it signed is to be issued anew (`openReissue`). Its private half is destroyed here; whoever
 * took it has a copy. Resolves to the new key; null when another one signed already.
 *
 * Calling it again for a key that is revoked finishes what was interrupted. Rejects with AppError NOT_FOUND or KEY_UNAVAILABLE.
 */
export async function revokeKey(
  issuing: Issuing,
  holder: KeyHolder,
  publicKey: string,
  actor: string,
): Promise<SigningKey | null> {
  const { store, signers, now } = issuing;
  const { key, keys, slug } = await requireKey(issuing, publicKey);
  let begun: SigningKey | null = null;
  if (key.revokedAt === null) {
    const at = now();
    // Never one that was rotated out: that may have had its reasons too.
    const needsSuccessor = findSigningKey(keys, at)?.publicKey === publicKey;
    const held = needsSuccessor ? await holder.createKey(key.controller, at) : null;
    const successor = held === null ? null : describeNewKey(held.publicKeyMultibase, key.controller, at);
    const ended = await store.endSigningKey(
      publicKey,
      { at, how: 'revoked', ...(successor === null ? {} : { successor }) },
      {
        at,
        actor,
        action: 'key-revoked',
        subject: `${key.controller}#${publicKey}`,
        details: {
          before: key.retiredAt === null ? 'in use' : 'retired',
          after: 'revoked',
          successor: successor?.publicKey ?? null,
        },
      },
    );
    // Another process was faster: what it made stands.
    begun = ended === null ? null : successor;
  }
  if (findSigningKey(await signers.keysOf(key.controller), now()) === null)
    throw new AppError('KEY_UNAVAILABLE', 'There is no other key that could sign: rotate first.');
  for (const { number, issuerSlug } of await store.listStatusLists())
    if (issuerSlug === slug) await publishStatusList(issuing, number);
  await holder.destroyKey(publicKey);
  return begun;
}
