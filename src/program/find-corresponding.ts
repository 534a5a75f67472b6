import type { CrosswalkRelation } from '../model/crosswalk-relation.ts';
import type { Crosswalk } from './crosswalk.ts';

/** A pair as seen from one of its sides. */
export interface CorrespondingPair {
  /** The entry that was asked for. */
  of: string;
  /** What corresponds to it in the other framework. */
  entry: string;
  relation: CrosswalkRelation;
  /** The crosswalk leads the other way: its relation is that of `entry` to `of`. */
  isReversed: boolean;
  rationale: string;
  source?: string;
  crosswalk: { code: string; version: string };
}

/**
 * What corresponds to an entry in another framework, in the order of the crosswalks and their pairs. Each pair is read in both
 * directions. Only what somebody has paired is found: never A to C because of A to B and B to C, for relations are not
 * handed on.
 */
export function findCorresponding(
  crosswalks: readonly Crosswalk[],
  framework: string,
  entry: string,
  toFramework: string,
): CorrespondingPair[] {
  return crosswalks.flatMap((crosswalk) => {
    const isForward = crosswalk.from === framework && crosswalk.to === toFramework;
    const isReversed = crosswalk.to === framework && crosswalk.from === toFramework;
    if (!isForward && !isReversed) return [];
    const [here, there] = isForward ? (['from', 'to'] as const) : (['to', 'from'] as const);
    const { code, version } = crosswalk;
    return crosswalk.pairs
      .filter((pair) => pair[here] === entry)
      .map(({ relation, rationale, source, ...pair }) => ({
        of: entry,
        entry: pair[there],
        relation,
        isReversed,
        rationale,
        ...(source === undefined ? {} : { source }),
        crosswalk: { code, version },
      }));
  });
}
