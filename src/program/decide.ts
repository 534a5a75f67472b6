import type { AchievementDefinition } from './achievement-definition.ts';
import type { AwardRequest } from './award-request.ts';
import { checkAward } from './check-award.ts';
import { checkRequirements } from './check-requirements.ts';
import type { HeldCredential } from './held-credential.ts';
import { addYears, startOfDay } from './iso-time.ts';
import { findAchievementDefinition, type Program } from './program.ts';
import type { UnmetRequirement } from './unmet-requirement.ts';

/** `parts`: for a full credential all the held ones that count towards its rule, one an achievement, in the rule's order; else empty. */
export type Decision =
  | { granted: true; parts: HeldCredential[] }
  | { granted: false; unmet: UnmetRequirement[] };

/**
 * Whether this achievement may be awarded, and if not, everything that stands against it, at once. Pure.
 *
 * The caller guarantees that each of `held` belongs to the same holder and is valid now. Of several for one achievement
 * the best level counts, then the latest. With `now`, dates are also compared with it: an award lies at most 30 days
 * ahead and does not end before it is signed.
 */
export function decide(
  program: Program,
  achievementCode: string,
  held: readonly HeldCredential[],
  request: AwardRequest,
  now?: Date,
): Decision {
  const achievement = findAchievementDefinition(program, achievementCode);
  if (!achievement) {
    const detail = 'The program has no such achievement.';
    return { granted: false, unmet: [{ path: 'achievement', code: 'achievement-unknown', detail }] };
  }
  const award = checkAward(achievement, request, now);
  const rule = achievement.kind === 'full' ? (program.rule ?? []) : [];
  const requirements = checkRequirements(program, rule, held, request);
  const unmet = [...award, ...checkYears(program, achievement, request, now), ...requirements.unmet];
  return unmet.length > 0 ? { granted: false, unmet } : { granted: true, parts: requirements.parts };
}

/** A full credential that ends by the program's years, counted from the award, has to end after it is signed. */
function checkYears(
  { settings: { validYears } }: Program,
  { kind }: AchievementDefinition,
  { awardedDate, validUntil }: AwardRequest,
  now: Date | undefined,
): UnmetRequirement[] {
  if (kind !== 'full' || validYears === undefined || validUntil !== undefined) return [];
  if (now === undefined || awardedDate === undefined || addYears(startOfDay(awardedDate), validYears) > now)
    return [];
  const detail = 'The credential would be expired when it is signed.';
  return [{ path: 'awardedDate', code: 'ends-before-now', detail }];
}
