import { AppError, type Subproblem } from '../model/problem.ts';
import type { AwardRequest } from '../program/award-request.ts';
import { decide } from '../program/decide.ts';
import { findAchievementDefinition } from '../program/program.ts';
import type { IssuanceIntent } from '../store/records.ts';
import { describeIntent, hashAward } from './describe-intent.ts';
import { finishIssuance, type IssuedCredential } from './finish-issuance.ts';
import { holderKey } from './holder-key.ts';
import { type Issuing, requireIssuer, toSecond } from './issuing.ts';
import { listHeldCredentials } from './list-held-credentials.ts';
import { readAchievement } from './read-program.ts';
import { decideStaples } from './recognitions/decide-staples.ts';

export interface IssueOptions {
  /** For the audit log. */
  actor: string;
  /** The issuer's slug; '' is the instance's own. */
  issuer?: string;
  /** Repeating a key repeats the answer. Absent: the request itself is the key, so the same request twice is one credential. */
  idempotencyKey?: string;
}

/**
 * Issues one credential, of any kind, in the order of a certification authority: decide → reserve id and
 * status index and store the intent → build → lint → sign → verify our own output → record. Idempotent.
 *
 * Rejects with AppError ISSUER_UNKNOWN, ACHIEVEMENT_UNKNOWN, REQUIREMENTS_NOT_MET (every unmet requirement at once),
 * IDEMPOTENCY_CONFLICT, LINT_FAILED, SELF_CHECK_FAILED or KEY_UNAVAILABLE; after the last one, the same request again, or
 * the next start, finishes it.
 */
export async function issueCredential(
  issuing: Issuing,
  award: AwardRequest,
  options: IssueOptions,
): Promise<IssuedCredential> {
  const { actor, issuer: slug = '' } = options;
  const requestHash = hashAward(award, slug);
  const idempotencyKey =
    options.idempotencyKey === undefined ? `request:${requestHash}` : `key:${options.idempotencyKey}`;
  const known = await issuing.store.getIssuance(idempotencyKey);
  if (known !== null && known.requestHash === requestHash) return finishIssuance(issuing, known, actor);

  const intent = await decideAward(issuing, award, slug);
  const at = issuing.now();
  const issuance = await issuing.store.reserveIssuance(
    { ...intent, idempotencyKey },
    {
      at,
      actor,
      action: 'issuance-reserved',
      subject: intent.credentialId,
      details: { kind: intent.kind, issuer: slug, achievement: { ...intent.achievement } },
    },
  );
  return finishIssuance(issuing, issuance, actor);
}

const OTHER_NAME: Subproblem = {
  path: 'holder.name',
  code: 'holder-name-differs',
  detail: 'There are credentials under this id or address in another name; they were not counted.',
};

async function decideAward(
  issuing: Issuing,
  award: AwardRequest,
  slug: string,
): Promise<Omit<IssuanceIntent, 'idempotencyKey'>> {
  const issuer = await requireIssuer(issuing.store, slug);
  const { program, definition } = await readAchievement(issuing.store, award.achievement);
  const key = holderKey(award);
  const holder =
    key.externalId === undefined && key.email === undefined ? null : await issuing.store.findHolder(key);
  const needsParts = findAchievementDefinition(program, award.achievement)?.kind === 'full';
  const { held, underOtherName } =
    holder === null || !needsParts
      ? { held: [], underOtherName: 0 }
      : await listHeldCredentials(issuing, holder.id, issuer, award.holder.name);
  const issuedAt = toSecond(issuing.now());
  const decision = decide(program, award.achievement, held, award, issuedAt);
  if (!decision.granted) {
    throw new AppError('REQUIREMENTS_NOT_MET', 'The program’s requirements are not met.', {
      problems: [...decision.unmet, ...(underOtherName > 0 ? [OTHER_NAME] : [])],
    });
  }
  return describeIntent({
    award,
    issuerSlug: slug,
    achievement: { program, definition },
    parts: decision.parts,
    issuedAt,
    staples: await decideStaples(issuing, issuer.did, definition),
  });
}
