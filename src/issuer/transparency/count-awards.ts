import type { Store } from '../../store/store.ts';
import type { AwardCount } from '../../store/transparency-store.ts';
import type { Issuing } from '../issuing.ts';

/** So long counts are not counted anew, however many look at them. */
export const COUNTS_KEPT_MS = 5 * 60_000;

export interface CountedAwards {
  countedAt: Date;
  counts: AwardCount[];
}

type Remembered = Map<string, { at: Date; counted: Promise<CountedAwards> }>;

/** One entry an achievement, as long as its store is there. */
const remembered = new WeakMap<Store, Remembered>();

/** `countAwards` of a published achievement, as it was within the last minutes. Ask for published ones only: each is remembered. */
export function countAwards(
  { store, now }: Pick<Issuing, 'store' | 'now'>,
  code: string,
): Promise<CountedAwards> {
  const known = remembered.get(store) ?? new Map();
  remembered.set(store, known);
  const at = now();
  const last = known.get(code);
  if (last !== undefined && Math.abs(at.getTime() - last.at.getTime()) < COUNTS_KEPT_MS) return last.counted;
  const counted = store.countAwards(code, at).then((counts) => ({ countedAt: at, counts }));
  known.set(code, { at, counted });
  // What failed is tried again by the next.
  counted.catch(() => known.delete(code));
  return counted;
}
