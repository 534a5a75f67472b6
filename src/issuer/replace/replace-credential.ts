import type { JsonObject } from '../../model/json.ts';
import { AppError } from '../../model/problem.ts';
import { type Decision, decide } from '../../program/decide.ts';
import type { HeldCredential } from '../../program/held-credential.ts';
import type { CredentialRecord, IssuanceIntent } from '../../store/records.ts';
import { readSuccessors } from '../batch/read-successors.ts';
import type { Replacement, StoredAward } from '../build-award.ts';
import { describeIntent } from '../describe-intent.ts';
import { finishIssuance, type IssuedCredential } from '../finish-issuance.ts';
import { hashJson } from '../hash-json.ts';
import { type Issuing, requireIssuer, toSecond } from '../issuing.ts';
import { listHeldCredentials } from '../list-held-credentials.ts';
import { readAchievement } from '../read-program.ts';
import { decideStaples } from '../recognitions/decide-staples.ts';
import { findFullsWith, openReviews } from '../status/fallen-parts.ts';
import { type Corrections, correctAward, type ReplaceGrounds } from './corrections.ts';

export interface ReplaceOptions {
  corrections: Corrections;
  /** Nothing is decided anew: the same award of the same parts, as a new name or a new key wants it. */
  asItWas?: boolean;
  /** `replaced` unless given. */
  reason?: Replacement['reason'];
  grounds: ReplaceGrounds;
  actor: string;
}

/** A credential, and the one that was issued in its place. */
export interface Replaced {
  old: string;
  issued: IssuedCredential;
}

/**
 * Issues a credential as it should have been, with the same day of award; the old one is revoked as replaced and its links lead to
 * the new one, in the same transaction as the new one is recorded. A full credential that names it is issued anew with it, or,
 * where that is no longer due, marked for review. The same corrections again give the same answer, and finish what was
 * interrupted.
 *
 * Rejects with AppError CREDENTIAL_NOT_FOUND, STANDING_CONFLICT for what is withdrawn or replaced already, REQUEST_INVALID,
 * REQUIREMENTS_NOT_MET when the program would not award it like that, and as `issueCredential` does.
 */
export async function replaceCredential(
  issuing: Issuing,
  id: string,
  options: ReplaceOptions,
): Promise<Replaced[]> {
  const first = await replaceOne(issuing, id, options);
  const replaced = [first];
  const { store } = issuing;
  const old = await store.getCredential(id);
  if (old === null || old.kind === 'full') return replaced;
  for (const { full } of await findFullsWith({ store }, [old])) {
    try {
      replaced.push(await replaceOne(issuing, full.id, { ...options, corrections: {} }));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'REQUIREMENTS_NOT_MET') throw error;
      await openReviews(issuing, [old], options.actor);
    }
  }
  return replaced;
}

/** Without what builds on it. */
export async function replaceOne(
  issuing: Issuing,
  id: string,
  { corrections, grounds, actor, asItWas = false, reason = 'replaced' }: ReplaceOptions,
): Promise<Replaced> {
  const { store } = issuing;
  const old = await store.getCredential(id);
  const source = await store.getIssuanceOfCredential(id);
  if (old === null || source === null)
    throw new AppError('CREDENTIAL_NOT_FOUND', 'There is no such credential.');
  if (old.kind === 'other' || old.achievement === null)
    throw new AppError(
      'REQUEST_INVALID',
      'What another system asked us to sign is for that system to correct.',
    );
  const { award, parts: stored, renews } = source.request as unknown as StoredAward;
  const corrected = correctAward(award, old.awardedDate ?? old.validFrom, corrections);
  // A full credential is issued anew when a part is, so what it is composed of is part of the request.
  const parts =
    old.kind !== 'full'
      ? []
      : asItWas
        ? await readSuccessors(issuing, stored)
        : await listParts(issuing, old, corrected.holder.name);
  const request = { replaces: id, award: corrected as JsonObject, parts: parts.map((part) => part.id) };
  const idempotencyKey = `replace:${hashJson(request)}`;
  const known = await store.getIssuance(idempotencyKey);
  if (known !== null) return { old: id, issued: await finishIssuance(issuing, known, actor) };
  if (old.standing === 'revoked')
    throw new AppError('STANDING_CONFLICT', 'This credential is withdrawn or replaced already.');
  const intent = await decideAnew(
    issuing,
    { old, award: corrected, parts, renews, asItWas },
    {
      reason,
      note: grounds.note ?? null,
      statement: grounds.statement ?? null,
      actor,
    },
  );
  const at = issuing.now();
  const issuance = await store.reserveIssuance(
    { ...intent, idempotencyKey },
    {
      at,
      actor,
      action: 'issuance-reserved',
      subject: intent.credentialId,
      details: { replaces: id, corrected: Object.keys(corrections).sort() },
    },
  );
  return { old: id, issued: await finishIssuance(issuing, issuance, actor) };
}

async function decideAnew(
  { store, publicUrl, now }: Issuing,
  {
    old,
    award,
    parts,
    renews,
    asItWas,
  }: {
    old: CredentialRecord;
    award: ReturnType<typeof correctAward>;
    parts: readonly HeldCredential[];
    renews: StoredAward['renews'];
    asItWas: boolean;
  },
  why: Replacement,
): Promise<Omit<IssuanceIntent, 'idempotencyKey'>> {
  const achievement = await readAchievement(store, award.achievement, old.achievement?.version);
  const { did } = await requireIssuer(store, old.issuerSlug);
  const issuedAt = toSecond(now());
  const decision: Decision = asItWas
    ? { granted: true, parts: [...parts] }
    : decide(achievement.program, award.achievement, parts, award, issuedAt);
  if (!decision.granted)
    throw new AppError('REQUIREMENTS_NOT_MET', 'The program would not award it like that.', {
      problems: decision.unmet,
    });
  return describeIntent({
    award,
    issuerSlug: old.issuerSlug,
    achievement,
    parts: decision.parts,
    issuedAt,
    replaces: { id: old.id, why },
    renews,
    staples: await decideStaples({ store, publicUrl, now }, did, achievement.definition),
  });
}

async function listParts(
  issuing: Issuing,
  { holderId, issuerSlug }: CredentialRecord,
  name: string,
): Promise<HeldCredential[]> {
  if (holderId === null) return [];
  const issuer = await requireIssuer(issuing.store, issuerSlug);
  const { held } = await listHeldCredentials(issuing, holderId, issuer, name);
  return held.filter(({ achievementCode }) => achievementCode !== '');
}
