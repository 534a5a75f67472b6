import type { UnsignedCredential } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import type { AwardRequest } from '../program/award-request.ts';
import { buildCredential } from '../program/build-credential.ts';
import type { HeldCredential } from '../program/held-credential.ts';
import type { Issuance, RecognizedSubject } from '../store/records.ts';
import type { AwardSources } from './award-sources.ts';
import { type Issuing, issuerProfile } from './issuing.ts';
import { statusListUrl } from './publish-status-list.ts';
import { loadStaples, type StapleIds } from './recognitions/read-staples.ts';

/** What is kept of a request until its credential is recorded: enough to build the same bytes after a crash. */
export type StoredAward = {
  award: AwardRequest;
  parts: (Omit<HeldCredential, 'awardedDate'> & { awardedDate: string })[];
  hashedEmail?: { identityHash: string; salt: string };
  /** Why it takes the place of the credential that its issuance replaces. */
  replacement?: Replacement;
  /** The credential that it renews. */
  renews?: { id: string; name: string };
  /** The received recognitions that travel with it. */
  staples?: StapleIds;
};

/** Why a credential is replaced, and who wanted it. */
export type Replacement = {
  reason: 'replaced' | 'key-compromise';
  note: string | null;
  statement: string | null;
  actor: string;
};

/** What building needs of an issuance; a preview has no more than this. */
export type AwardIssuance = Pick<
  Issuance,
  'request' | 'achievement' | 'status' | 'hold' | 'credentialId' | 'issuerSlug' | 'issuedAt'
>;

/** A credential on its way to the key. */
export interface Draft {
  unsigned: UnsignedCredential | JsonObject;
  cryptosuites: readonly string[];
  name: string;
  holderName: string | null;
  replacement?: Replacement | undefined;
  /** It is a recognition, of this. */
  recognizes?: RecognizedSubject | undefined;
  /** Of a credential that we composed, everything is checked; of another's, what signing it vouches for. */
  selfCheck: 'whole' | 'proof';
}

/** Builds the credential that a stored award stands for; the same one each time. */
export async function buildAward(
  { publicUrl, sample }: Pick<Issuing, 'publicUrl' | 'sample'>,
  sources: AwardSources,
  { request, ...issuance }: AwardIssuance,
): Promise<Draft & { unsigned: UnsignedCredential }> {
  const { award, parts, hashedEmail, replacement, renews, staples } = request as unknown as StoredAward;
  const { achievement, status, hold, credentialId, issuerSlug, issuedAt } = issuance;
  if (achievement === null || status === null)
    throw new AppError('ACHIEVEMENT_UNKNOWN', 'The stored request is incomplete.');
  const { program, frameworks, describe } = await sources.readAchievement(
    achievement.code,
    achievement.version,
  );
  const unsigned = buildCredential({
    id: credentialId,
    issuer: issuerProfile(await sources.readIssuer(issuerSlug)),
    program,
    frameworks,
    achievementCode: achievement.code,
    request: award,
    parts: parts.map((part) => ({ ...part, awardedDate: new Date(part.awardedDate) })),
    status: { listUrl: statusListUrl(publicUrl, status.list), index: status.index },
    ...(hold === null ? {} : { hold: { listUrl: statusListUrl(publicUrl, hold.list), index: hold.index } }),
    publicUrl,
    issuedAt,
    hashedEmail,
    renews,
    sample,
    staples: staples === undefined ? undefined : await loadStaples(staples, sources.readStaple),
    describe,
  });
  const { name, credentialSubject } = unsigned;
  return {
    unsigned,
    cryptosuites: program.settings.proofs,
    name,
    holderName: credentialSubject.name,
    replacement,
    selfCheck: 'whole',
  };
}
