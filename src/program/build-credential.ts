import {
  ACHIEVEMENT_CREDENTIAL_SCHEMA,
  type AchievementSubject,
  type Evidence,
  type IdentityObject,
  ISSUED_CONTEXTS,
  type Profile,
  type UnsignedCredential,
} from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';
import { presentMembers } from '../model/present-members.ts';
import { AppError } from '../model/problem.ts';
import type { AchievementDefinition } from './achievement-definition.ts';
import type { AchievementPlace } from './achievement-ids.ts';
import type { AwardRequest } from './award-request.ts';
import { describeAchievement } from './describe-achievement.ts';
import { describeAssessors } from './describe-assessors.ts';
import { describeRequirementResults } from './describe-requirements.ts';
import { describeResults } from './describe-results.ts';
import { describeStatusEntry, type StatusPlace } from './describe-status-entry.ts';
import type { HeldCredential } from './held-credential.ts';
import { addYears, endOfDay, startOfDay, toDateTime } from './iso-time.ts';
import { findAchievementDefinition } from './program.ts';

const SAMPLE_NOTE = 'This is a sample made in practice mode. It is not a real credential.';

export interface BuildInput extends AchievementPlace {
  /** `urn:uuid:…`, for ever. */
  id: string;
  issuer: Profile;
  achievementCode: string;
  request: AwardRequest;
  /** What `decide` granted upon; for a full credential only. */
  parts: readonly HeldCredential[];
  /** The reserved place in a status list. */
  status: StatusPlace;
  /** The same in a list of holds, where the program allows them. */
  hold?: StatusPlace | undefined;
  /** Becomes `validFrom`, to the second. */
  issuedAt: Date;
  /** `identityHash` is complete (`sha256$…`); written only where the program's settings ask for it. */
  hashedEmail?: { identityHash: string; salt: string } | undefined;
  /** The credential that it renews, named among its evidence. */
  renews?: { id: string; name: string } | undefined;
  sample: boolean;
  /** Recognitions that travel with it, as others signed them. */
  staples?: { issuer: JsonObject[]; achievement: JsonObject[] } | undefined;
  /** `describeAchievement` unless the caller remembers what it gave. */
  describe?: typeof describeAchievement;
}

/**
 * The credential that says what was decided, in the shape of `UnsignedCredential`, ready to be signed. Pure: the same input gives
 * the same document. Decides nothing: call it only for what `decide` granted.
 *
 * Throws AppError ACHIEVEMENT_UNKNOWN if the program has no such achievement, LINT_FAILED if the credential would end
 * before it begins.
 */
export function buildCredential(input: BuildInput): UnsignedCredential {
  const { program, request, issuer, status, hold } = input;
  const definition = findAchievementDefinition(program, input.achievementCode);
  if (!definition) throw new AppError('ACHIEVEMENT_UNKNOWN', 'The program has no such achievement.');
  const awarded = request.awardedDate === undefined ? input.issuedAt : startOfDay(request.awardedDate);
  const validUntil = endOfValidity(input, definition, awarded);
  const parts = definition.kind === 'full' ? input.parts : [];
  const evidence = [
    ...parts.map(describePart),
    ...(input.renews === undefined ? [] : [describeRenewed(input.renews)]),
    ...joinEvidence(request.evidence ?? []).map(describeEvidence),
  ];
  return {
    '@context': [...ISSUED_CONTEXTS],
    id: input.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {
      id: issuer.id,
      type: ['Profile'],
      ...presentMembers({ name: issuer.name, url: issuer.url, email: issuer.email, phone: issuer.phone }),
      ...endorsed(input.staples?.issuer),
    },
    validFrom: toDateTime(input.issuedAt),
    ...presentMembers({ validUntil }),
    awardedDate: toDateTime(awarded),
    name: input.sample ? `SAMPLE: ${definition.name}` : definition.name,
    description: input.sample ? `${definition.description} ${SAMPLE_NOTE}` : definition.description,
    credentialSubject: buildSubject(input, definition, parts),
    ...(evidence.length > 0 ? { evidence } : {}),
    ...(parts.length > 0
      ? { relatedResource: parts.map(({ id, digestMultibase }) => ({ id, digestMultibase })) }
      : {}),
    credentialStatus:
      hold === undefined
        ? describeStatusEntry('revocation', status)
        : [describeStatusEntry('revocation', status), describeStatusEntry('suspension', hold)],
    credentialSchema: [{ ...ACHIEVEMENT_CREDENTIAL_SCHEMA }],
  };
}

function endorsed(staples: JsonObject[] | undefined): { endorsement?: JsonObject[] } {
  return staples === undefined || staples.length === 0 ? {} : { endorsement: staples };
}

function buildSubject(
  input: BuildInput,
  definition: AchievementDefinition,
  parts: readonly HeldCredential[],
): AchievementSubject {
  const { program, request } = input;
  const achievement = (input.describe ?? describeAchievement)(input, definition, parts);
  const result = [
    ...describeResults(achievement.id, program, definition, request.level, parts),
    ...(definition.kind === 'full'
      ? describeRequirementResults(achievement.id, program, request.hours, parts)
      : []),
  ];
  const endorsement = endorsed(input.staples?.achievement);
  const { activityStartDate: start, activityEndDate: end } = request;
  return {
    type: ['AchievementSubject'],
    name: request.holder.name,
    identifier: identifiers(input),
    ...presentMembers({
      role: request.role,
      term: request.term,
      activityStartDate: start === undefined ? undefined : toDateTime(startOfDay(start)),
      activityEndDate: end === undefined ? undefined : toDateTime(startOfDay(end)),
      narrative: narrate(request),
    }),
    // The very object that was remembered, where nothing is added to it: plans compare it at a glance.
    achievement: endorsement.endorsement === undefined ? achievement : { ...achievement, ...endorsement },
    ...(result.length > 0 ? { result } : {}),
    ...presentMembers({ source: describeAssessors(achievement.id, request.assessors) }),
  };
}

/**
 * The stated day, else the program's years for a full credential. These run from the award, not from the signing, so
 * that replacing a credential does not prolong it.
 */
function endOfValidity(
  input: BuildInput,
  definition: AchievementDefinition,
  awarded: Date,
): string | undefined {
  const { validYears } = input.program.settings;
  const stated = input.request.validUntil;
  const years = definition.kind === 'full' ? validYears : undefined;
  if (stated === undefined && years === undefined) return undefined;
  const end = stated === undefined ? addYears(awarded, years ?? 0) : endOfDay(stated);
  if (end > input.issuedAt) return toDateTime(end);
  throw new AppError('LINT_FAILED', 'The credential would be expired when it is signed.');
}

function identifiers({ program, request, hashedEmail }: BuildInput): IdentityObject[] {
  const name: IdentityObject = {
    type: 'IdentityObject',
    hashed: false,
    identityHash: request.holder.name,
    identityType: 'name',
  };
  if (!program.settings.hashedEmail || !hashedEmail) return [name];
  const { identityHash, salt } = hashedEmail;
  return [name, { type: 'IdentityObject', hashed: true, identityHash, identityType: 'emailAddress', salt }];
}

/** OB 3.0 has no member for cohort and hours; hours are a fact here, never credit (that is the receiver's decision). */
function narrate({ cohort, hours }: AwardRequest): string | undefined {
  const sentences = [
    ...(cohort === undefined ? [] : [`Cohort: ${cohort}.`]),
    ...(hours === undefined ? [] : [`Hours of program work: ${hours}.`]),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

function describePart(part: HeldCredential): Evidence {
  return { id: part.id, type: ['Evidence'], name: part.name, genre: 'OpenBadgeCredential' };
}

/** OB 3.0 has no member for a predecessor; evidence names what the award rests on. */
function describeRenewed({ id, name }: { id: string; name: string }): Evidence {
  return { id, type: ['Evidence'], name: `Renews: ${name}`, genre: 'Renewal' };
}

type EvidenceItem = NonNullable<AwardRequest['evidence']>[number];

/** Each address once: to a signature two entries of one address are one thing, and a verifier refuses what is told in pieces. */
function joinEvidence(items: readonly EvidenceItem[]): EvidenceItem[] {
  const joined: EvidenceItem[] = [];
  for (const item of items) {
    const index = joined.findIndex(({ url }) => url !== undefined && url === item.url);
    const before = joined[index];
    if (before === undefined) {
      joined.push(item);
      continue;
    }
    const told = new Set([before.narrative, item.narrative].filter((narrative) => narrative !== undefined));
    joined[index] = { ...item, ...before, ...(told.size > 0 ? { narrative: [...told].join('\n') } : {}) };
  }
  return joined;
}

function describeEvidence(item: EvidenceItem): Evidence {
  const { url, name, narrative, genre } = item;
  return {
    ...presentMembers({ id: url }),
    type: ['Evidence'],
    ...presentMembers({ name, narrative, genre }),
  };
}
