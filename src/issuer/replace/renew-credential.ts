import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import { AwardRequest } from '../../program/award-request.ts';
import { decide } from '../../program/decide.ts';
import type { StoredAward } from '../build-award.ts';
import { describeIntent } from '../describe-intent.ts';
import { finishIssuance, type IssuedCredential } from '../finish-issuance.ts';
import { hashJson } from '../hash-json.ts';
import { type Issuing, requireIssuer, toSecond } from '../issuing.ts';
import { listHeldCredentials } from '../list-held-credentials.ts';
import { readAchievement } from '../read-program.ts';
import { decideStaples } from '../recognitions/decide-staples.ts';

/** What the person did for the renewal; what is not said again is as it was. */
export const Renewal = AwardRequest.omit({ achievement: true, holder: true }).partial().strict();
export type Renewal = ReturnType<typeof Renewal.parse>;

/**
 * Renews a credential that ends: a new one, awarded now or on the day that is said, that names the old one. The old one stays as
 * it is and ends by itself; the rules of the program are those of today. The same renewal again is the same credential.
 *
 * Rejects with AppError CREDENTIAL_NOT_FOUND, STANDING_CONFLICT for what is withdrawn, on hold or replaced, REQUEST_INVALID for
 * one that does not end, REQUIREMENTS_NOT_MET, and as `issueCredential` does.
 */
export async function renewCredential(
  issuing: Issuing,
  id: string,
  { renewal, actor }: { renewal: Renewal; actor: string },
): Promise<IssuedCredential> {
  const { store } = issuing;
  const old = await store.getCredential(id);
  const source = await store.getIssuanceOfCredential(id);
  if (old === null || source === null || old.achievement === null)
    throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
  if (old.standing !== 'in-force')
    throw new AppError('STANDING_CONFLICT', 'Only a credential in force can be renewed.');
  if (old.validUntil === null)
    throw new AppError('REQUEST_INVALID', 'This credential does not end, so there is nothing to renew.');
  const issuedAt = toSecond(issuing.now());
  const { award: before } = source.request as unknown as StoredAward;
  const { validUntil: _, ...kept } = before;
  const stated = Object.fromEntries(Object.entries(renewal).filter(([, value]) => value !== undefined));
  const award: AwardRequest = {
    ...kept,
    awardedDate: issuedAt.toISOString().slice(0, 10),
    ...stated,
    holder: { ...before.holder, name: old.holderName ?? before.holder.name },
  };
  const idempotencyKey = `renew:${hashJson({ renews: id, award: award as JsonObject })}`;
  const known = await store.getIssuance(idempotencyKey);
  if (known !== null) return finishIssuance(issuing, known, actor);
  const issuer = await requireIssuer(store, old.issuerSlug);
  const achievement = await readAchievement(store, award.achievement);
  const { held } =
    old.kind === 'full' && old.holderId !== null
      ? await listHeldCredentials(issuing, old.holderId, issuer, award.holder.name)
      : { held: [] };
  const decision = decide(achievement.program, award.achievement, held, award, issuedAt);
  if (!decision.granted)
    throw new AppError('REQUIREMENTS_NOT_MET', 'The program’s requirements are not met.', {
      problems: decision.unmet,
    });
  const intent = describeIntent({
    award,
    issuerSlug: old.issuerSlug,
    achievement,
    parts: decision.parts,
    issuedAt,
    renews: { id, name: old.name },
    staples: await decideStaples(issuing, issuer.did, achievement.definition),
  });
  const at = issuing.now();
  const issuance = await store.reserveIssuance(
    { ...intent, idempotencyKey },
    { at, actor, action: 'issuance-reserved', subject: intent.credentialId, details: { renews: id } },
  );
  return finishIssuance(issuing, issuance, actor);
}
