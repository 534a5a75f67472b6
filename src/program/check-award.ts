import { type AchievementDefinition, rankOfLevel } from './achievement-definition.ts';
import { type AwardRequest, countAssessors, nameKey } from './award-request.ts';
import { endOfDay, startOfDay } from './iso-time.ts';
import type { UnmetRequirement } from './unmet-requirement.ts';

const DAY_MS = 86_400_000;
const MAX_DAYS_AHEAD = 30;

/** What stands against an award in the request itself, whatever else the holder has. */
export function checkAward(
  achievement: AchievementDefinition,
  request: AwardRequest,
  now: Date | undefined,
): UnmetRequirement[] {
  return [
    ...checkAchievement(achievement, request),
    ...checkLevel(achievement, request.level),
    ...checkAssessors(achievement, request),
    ...checkEvidence(achievement, request),
    ...checkDates(request),
    ...(now ? checkAgainstNow(request, now) : []),
  ];
}

function checkAchievement(achievement: AchievementDefinition, request: AwardRequest): UnmetRequirement[] {
  if (request.achievement === achievement.code) return [];
  const detail = 'The request is for another achievement.';
  return [{ path: 'achievement', code: 'achievement-mismatch', detail }];
}

function checkLevel({ rubric }: AchievementDefinition, level: string | undefined): UnmetRequirement[] {
  if (!rubric) {
    if (level === undefined) return [];
    return [{ path: 'level', code: 'level-not-used', detail: 'This achievement has no rubric of its own.' }];
  }
  const names = rubric.levels.map(({ code }) => code).join(', ');
  if (level === undefined) {
    return [{ path: 'level', code: 'level-missing', detail: `Say which level was reached: ${names}.` }];
  }
  const rank = rankOfLevel(rubric, level);
  if (rank < 0) {
    return [{ path: 'level', code: 'level-unknown', detail: `The rubric has these levels: ${names}.` }];
  }
  if (rank >= rankOfLevel(rubric, rubric.requiredLevel)) return [];
  return [{ path: 'level', code: 'level-too-low', detail: `The level required is ${rubric.requiredLevel}.` }];
}

/** Against favouritism: enough people assessed, and none of them assessed themselves. */
function checkAssessors(achievement: AchievementDefinition, request: AwardRequest): UnmetRequirement[] {
  const unmet: UnmetRequirement[] = [];
  if (countAssessors(request.assessors) < achievement.minimumAssessors) {
    const detail = `At least ${achievement.minimumAssessors} assessor(s) are required.`;
    unmet.push({ path: 'assessors', code: 'assessors-too-few', detail });
  }
  const holder = nameKey(request.holder.name);
  if (request.assessors?.names?.some((name) => nameKey(name) === holder)) {
    const detail = 'Nobody assesses her or his own work; of two people with one name, give a number instead.';
    unmet.push({ path: 'assessors.names', code: 'assessor-is-holder', detail });
  }
  return unmet;
}

function checkEvidence(achievement: AchievementDefinition, request: AwardRequest): UnmetRequirement[] {
  if (!achievement.requireEvidence || (request.evidence ?? []).length > 0) return [];
  const detail = `At least one item of evidence is required: ${achievement.evidenceKinds.join('; ')}.`;
  return [{ path: 'evidence', code: 'evidence-missing', detail }];
}

/** ISO dates of four-digit years compare as text. */
function checkDates(request: AwardRequest): UnmetRequirement[] {
  const { activityStartDate: start, activityEndDate: end, awardedDate: awarded, validUntil } = request;
  const pairs: [string | undefined, string | undefined, string, string][] = [
    [start, end, 'activityEndDate', 'The activity ends before it starts.'],
    [end, awarded, 'awardedDate', 'The award is dated before the activity ended.'],
    // Said only where the end does not say it already.
    [
      end === undefined ? start : undefined,
      awarded,
      'awardedDate',
      'The award is dated before the activity started.',
    ],
    [awarded, validUntil, 'validUntil', 'The credential ends before it is awarded.'],
  ];
  return pairs.flatMap(([earlier, later, path, detail]) =>
    earlier !== undefined && later !== undefined && later < earlier
      ? [{ path, code: 'dates-out-of-order' as const, detail }]
      : [],
  );
}

function checkAgainstNow(request: AwardRequest, now: Date): UnmetRequirement[] {
  const { awardedDate, validUntil } = request;
  const unmet: UnmetRequirement[] = [];
  if (
    awardedDate !== undefined &&
    startOfDay(awardedDate).getTime() > now.getTime() + MAX_DAYS_AHEAD * DAY_MS
  ) {
    const detail = `The award is dated more than ${MAX_DAYS_AHEAD} days ahead.`;
    unmet.push({ path: 'awardedDate', code: 'awarded-too-far-ahead', detail });
  }
  if (validUntil !== undefined && endOfDay(validUntil) <= now) {
    unmet.push({
      path: 'validUntil',
      code: 'ends-before-now',
      detail: 'The credential would be expired when it is signed.',
    });
  }
  return unmet;
}
