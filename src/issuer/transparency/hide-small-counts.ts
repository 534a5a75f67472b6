/** Counts from 1 to 9 are of few enough people that somebody might know who they are. */
export const LEAST_SHOWN = 10;

/** A count as everyone may see it. */
export type ShownCount =
  | { count: number }
  /** 1 to 9. */
  | { fewerThan: typeof LEAST_SHOWN }
  /** Any number: shown, it would give a small one away. */
  | { withheld: true };

const SMALL: ShownCount = { fewerThan: LEAST_SHOWN };
const WITHHELD: ShownCount = { withheld: true };

/**
 * Counts that add up to `total`, as they may be shown beside it. Whoever knows this rule and takes all sums apart learns of one
 * that is shown as small no more than that: every number from 1 to 9 stays possible for it. So one larger count is withheld with
 * the small ones, and where that does not hide them, or where the total itself is not shown, all of them are.
 *
 * Which larger one that is depends on its place and not on its size, or the choice itself would tell.
 */
export function hideSmallCounts(total: ShownCount, counts: readonly number[]): ShownCount[] {
  if (!('count' in total)) return counts.map(() => WITHHELD);
  const small = counts.filter(isSmall);
  if (small.length === 0) return counts.map((count) => ({ count }));
  const larger = counts.findIndex((count) => count >= LEAST_SHOWN);
  if (!keepsSmallOpen(small, counts[larger])) return counts.map(() => WITHHELD);
  return counts.map((count, i) => {
    if (i === larger) return WITHHELD;
    return showCount(count);
  });
}

/** A count that stands alone. */
export function showCount(count: number): ShownCount {
  return isSmall(count) ? SMALL : { count };
}

function isSmall(count: number): boolean {
  return count > 0 && count < LEAST_SHOWN;
}

/**
 * The sum of the hidden ones can be worked out. It must not say of a small one that it is more than 1 (the others can take the
 * rest) nor that it is less than 9 (the others can do with what it leaves).
 */
function keepsSmallOpen(small: readonly number[], withheld: number | undefined): boolean {
  const most = LEAST_SHOWN - 1;
  const others = small.length - 1;
  const sum = small.reduce((a, b) => a + b, withheld ?? 0);
  const canBeLeast = withheld !== undefined || sum - 1 <= others * most;
  const canBeMost = sum - most >= others + (withheld === undefined ? 0 : LEAST_SHOWN);
  return canBeLeast && canBeMost;
}
