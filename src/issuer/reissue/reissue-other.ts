import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import type { CredentialStanding } from '../../store/standing-store.ts';
import type { Replacement } from '../build-award.ts';
import { finishIssuance } from '../finish-issuance.ts';
import { hashJson } from '../hash-json.ts';
import { type Issuing, newCredentialId, toSecond } from '../issuing.ts';
import type { StoredOther } from '../prepare-other-credential.ts';

/**
 * Signs anew, under a new id, what another system asked us to sign; the old one is revoked as replaced. Repeating it gives the
 * same. Without a status entry of ours there is nothing to revoke, and it is left alone: false. Rejects as `finishIssuance` does.
 */
export async function reissueOther(
  issuing: Issuing,
  { id, isRevocable }: Pick<CredentialStanding, 'id' | 'isRevocable'>,
  actor: string,
): Promise<boolean> {
  if (!isRevocable) return false;
  const { store } = issuing;
  const source = await store.getIssuanceOfCredential(id);
  if (source === null) throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
  const replacement: Replacement = { reason: 'key-compromise', note: null, statement: null, actor };
  const { replacement: _, ...stored } = source.request as unknown as StoredOther;
  const idempotencyKey = `reissue:${hashJson({ replaces: id })}`;
  const known = await store.getIssuance(idempotencyKey);
  if (known !== null) {
    await finishIssuance(issuing, known, actor);
    return true;
  }
  const at = issuing.now();
  const credentialId = newCredentialId();
  const issuance = await store.reserveIssuance(
    {
      idempotencyKey,
      requestHash: source.requestHash,
      issuerSlug: source.issuerSlug,
      kind: 'other',
      credentialId,
      holder: null,
      achievement: null,
      needsStatus: true,
      issuedAt: toSecond(at),
      request: { ...stored, replacement } satisfies StoredOther as unknown as JsonObject,
      replaces: id,
    },
    {
      at,
      actor,
      action: 'issuance-reserved',
      subject: credentialId,
      details: { kind: 'other', replaces: id },
    },
  );
  await finishIssuance(issuing, issuance, actor);
  return true;
}
