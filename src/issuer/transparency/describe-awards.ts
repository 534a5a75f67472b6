import type { Rubric } from '../../program/achievement-definition.ts';
import { toDateTime } from '../../program/iso-time.ts';
import type { CountedAwards } from './count-awards.ts';
import { hideSmallCounts, type ShownCount, showCount } from './hide-small-counts.ts';

/** What the numbers say, for people and in the JSON form. */
export const WHAT_IS_COUNTED =
  'People who were assessed, reached the level required and have, or had, this credential from an issuer here. Each counts once, with the credential that is in force or else the last one. Withdrawn credentials do not count. Assessments that led to no credential are not recorded here, so these numbers say nothing of how many did not pass.';

export const WHY_HIDDEN =
  'Counts from 1 to 9 are shown as fewer than 10, and some others are left out with them, so that nobody can be found in them.';

export interface AwardedVersion {
  version: string;
  people: ShownCount;
  /** From low to high; none where there is no rubric. */
  levels: { code: string; name: string; people: ShownCount }[];
}

export interface DescribedAwards {
  countedAt: string;
  whatIsCounted: string;
  whatIsHidden: string;
  people: ShownCount;
  inForce: ShownCount;
  /** Ended, or on hold. */
  notInForce: ShownCount;
  /** The latest first. */
  versions: AwardedVersion[];
}

/** How many were awarded an achievement, as everyone may see it. `versions`: every one that was published, the latest first. */
export function describeAwards(
  { countedAt, counts }: CountedAwards,
  versions: readonly { version: string; rubric?: Rubric | undefined }[],
): DescribedAwards {
  const countOf = (filter: (count: CountedAwards['counts'][number]) => boolean) =>
    counts.filter(filter).reduce((sum, { people }) => sum + people, 0);
  const total = showCount(countOf(() => true));
  const byForce = hideSmallCounts(total, [
    countOf(({ inForce }) => inForce),
    countOf(({ inForce }) => !inForce),
  ]);
  // Every count belongs to a published version; nothing is left out of the sum.
  const byVersion = hideSmallCounts(
    total,
    versions.map(({ version }) => countOf((count) => count.version === version)),
  );
  return {
    countedAt: toDateTime(countedAt),
    whatIsCounted: WHAT_IS_COUNTED,
    whatIsHidden: WHY_HIDDEN,
    people: total,
    inForce: at(byForce, 0),
    notInForce: at(byForce, 1),
    versions: versions.map(({ version, rubric }, i) => {
      const levels = rubric?.levels ?? [];
      const isOfLevel = (count: { level: string | null }, code: string) => count.level === code;
      const ofVersion = counts.filter((count) => count.version === version);
      const sumOf = (some: typeof ofVersion) => some.reduce((sum, { people }) => sum + people, 0);
      const known = levels.map(({ code }) => sumOf(ofVersion.filter((count) => isOfLevel(count, code))));
      // So that the parts always add up: what is not of a level of this rubric would be found by subtraction.
      const rest = sumOf(ofVersion.filter((count) => !levels.some(({ code }) => isOfLevel(count, code))));
      const byLevel = hideSmallCounts(at(byVersion, i), rest === 0 ? known : [...known, rest]);
      return {
        version,
        people: at(byVersion, i),
        levels: levels.map(({ code, name }, j) => ({ code, name, people: at(byLevel, j) })),
      };
    }),
  };
}

function at(shown: readonly ShownCount[], i: number): ShownCount {
  return shown[i] ?? { withheld: true };
}
