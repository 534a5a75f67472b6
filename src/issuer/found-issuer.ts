import { z } from 'zod';
import { AppError } from '../model/problem.ts';
import { line, Slug } from '../program/bounded-text.ts';
import { listProblems } from '../program/list-problems.ts';
import { didWebOf } from '../proof/did-url.ts';
import type { IssuerRecord } from '../store/records.ts';
import { describeProfileChange } from './describe-profile-change.ts';
import type { Issuing } from './issuing.ts';
import { heldKeyId, type KeyHolder } from './key-holder.ts';
import { describeNewKey } from './open-signers.ts';

/** What stands in every credential of the issuer, for ever. */
const IssuerProfile = z.strictObject({
  slug: Slug.or(z.literal('')),
  name: line(200),
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  email: z.email().max(320).nullable(),
});

export interface Founding {
  slug: string;
  name: string;
  url: string;
  email: string | null;
  /** Whether a batch has to be approved by a second person; left as it is if not given, and at first it need not. */
  needsApproval?: boolean;
  actor: string;
  /** Where its key is made. */
  keys: KeyHolder;
}

/**
 * Makes an issuer: its DID from the public URL, its profile, and a key if it has none. Called again it updates the profile
 * and leaves the key alone. Rejects with AppError REQUEST_INVALID that names each problem.
 */
export async function foundIssuer(
  { store, signers, publicUrl, now }: Pick<Issuing, 'store' | 'signers' | 'publicUrl' | 'now'>,
  { slug, name, url, email, needsApproval, actor, keys }: Founding,
): Promise<IssuerRecord> {
  const parsed = IssuerProfile.safeParse({ slug, name, url, email });
  if (!parsed.success) {
    throw new AppError('REQUEST_INVALID', 'The issuer has problems.', {
      problems: listProblems(parsed.error),
    });
  }
  const at = now();
  const did = didWebOf(publicUrl, slug);
  const known = await store.findIssuer(slug);
  const issuer: IssuerRecord = {
    slug,
    did,
    name,
    url,
    email,
    needsApproval: needsApproval ?? known?.needsApproval ?? false,
    createdAt: known?.createdAt ?? at,
  };
  await store.saveIssuer(issuer, (before) => ({
    at,
    actor,
    action: before === null ? 'issuer-founded' : 'issuer-updated',
    subject: did,
    details: describeProfileChange(before, issuer),
  }));
  if ((await signers.keysOf(did)).length === 0) {
    const key = await keys.createKey(did, at);
    await store.addSigningKeys([describeNewKey(key.publicKeyMultibase, did, key.created)], {
      at,
      actor,
      action: 'key-created',
      subject: heldKeyId(key),
    });
  }
  return issuer;
}
