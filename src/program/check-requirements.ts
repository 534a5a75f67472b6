import { rankOfLevel } from './achievement-definition.ts';
import type { AwardRequest } from './award-request.ts';
import { bestHeld, type HeldCredential } from './held-credential.ts';
import { findAchievementDefinition, type Program } from './program.ts';
import { achievementsOfRule, type Requirement } from './rule.ts';
import type { UnmetRequirement } from './unmet-requirement.ts';

type Standing = 'met' | 'missing' | 'too-low';

/**
 * Compares what is held with the whole rule. `parts` are the held credentials that count in at least one requirement;
 * all of them, also where fewer would do: the full credential says what its holder earned, not what was enough.
 */
export function checkRequirements(
  program: Program,
  rule: readonly Requirement[],
  held: readonly HeldCredential[],
  request: AwardRequest,
): { unmet: UnmetRequirement[]; parts: HeldCredential[] } {
  const counted = new Set<string>();
  const unmet = rule.flatMap((requirement) => {
    if (requirement.type === 'hours') return checkHours(requirement.minimum, request.hours);
    const codes = requirement.type === 'all-of' ? requirement.achievements : requirement.of;
    const standings = codes.map((code) => ({
      code,
      standing: standingOf(program, code, requirement.minimumLevel, held),
    }));
    const met = standings.filter(({ standing }) => standing === 'met');
    for (const { code } of met) counted.add(code);
    const needed = requirement.type === 'all-of' ? codes.length : requirement.count;
    if (met.length >= needed) return [];
    const missing = standings.flatMap(({ code, standing }) => (standing === 'missing' ? [code] : []));
    const tooLow = standings.flatMap(({ code, standing }) => (standing === 'too-low' ? [code] : []));
    return [
      ...(requirement.type === 'all-of'
        ? missing.map((code) => achievementMissing(program, code))
        : [tooFew(program, needed, needed - met.length, [...missing, ...tooLow])]),
      ...tooLow.map((code) => levelTooLow(program, code, requirement.minimumLevel)),
    ];
  });
  const parts = achievementsOfRule(rule).flatMap((code) => {
    const achievement = findAchievementDefinition(program, code);
    const best = achievement && counted.has(code) ? bestHeld(achievement, held) : null;
    return best ? [best] : [];
  });
  return { unmet, parts };
}

/** How many of the achievements that a requirement names are held as it asks. */
export function countMet(
  program: Program,
  requirement: Exclude<Requirement, { type: 'hours' }>,
  held: readonly HeldCredential[],
): number {
  const codes = requirement.type === 'all-of' ? requirement.achievements : requirement.of;
  return codes.filter((code) => standingOf(program, code, requirement.minimumLevel, held) === 'met').length;
}

/**
 * Without `minimumLevel`, a credential whose level is not recorded or belongs to an older rubric counts: awarding it
 * took the level that was required then. With it, such a credential proves too little.
 */
function standingOf(
  program: Program,
  code: string,
  minimumLevel: string | undefined,
  held: readonly HeldCredential[],
): Standing {
  const achievement = findAchievementDefinition(program, code);
  const best = achievement && bestHeld(achievement, held);
  if (!achievement || !best) return 'missing';
  const reached = rankOfLevel(achievement.rubric, best.level);
  if (reached < 0) return minimumLevel === undefined ? 'met' : 'too-low';
  const required = rankOfLevel(achievement.rubric, minimumLevel ?? achievement.rubric?.requiredLevel);
  return required >= 0 && reached >= required ? 'met' : 'too-low';
}

function checkHours(minimum: number, hours: number | undefined): UnmetRequirement[] {
  if (hours === undefined) {
    return [{ path: 'hours', code: 'hours-missing', detail: `Say how many hours: at least ${minimum}.` }];
  }
  if (hours >= minimum) return [];
  return [{ path: 'hours', code: 'hours-too-few', detail: `At least ${minimum} hours are required.` }];
}

function achievementMissing(program: Program, code: string): UnmetRequirement {
  const detail = `Not held, or not valid now: ${labelOf(program, code)}.`;
  return { code: 'achievement-missing', detail, achievements: [code] };
}

function levelTooLow(program: Program, code: string, minimumLevel: string | undefined): UnmetRequirement {
  const required = minimumLevel ?? findAchievementDefinition(program, code)?.rubric?.requiredLevel;
  const detail = `Held, but not shown to be at level ${required} or above: ${labelOf(program, code)}.`;
  return { code: 'level-too-low', detail, achievements: [code] };
}

function tooFew(program: Program, needed: number, lacking: number, open: string[]): UnmetRequirement {
  const names = open.map((code) => labelOf(program, code)).join(', ');
  const detail = `${needed} required, ${lacking} more needed from: ${names}.`;
  return { code: 'too-few-achievements', detail, achievements: open };
}

function labelOf(program: Program, code: string): string {
  return findAchievementDefinition(program, code)?.humanCode ?? code;
}
