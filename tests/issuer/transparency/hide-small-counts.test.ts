import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hideSmallCounts,
  type ShownCount,
  showCount,
} from '../../../src/issuer/transparency/hide-small-counts.ts';

const sumOf = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
const hide = (...counts: number[]) => hideSmallCounts(showCount(sumOf(counts)), counts).map(say);
function say(shown: ShownCount): number | '<10' | '?' {
  if ('count' in shown) return shown.count;
  return 'fewerThan' in shown ? '<10' : '?';
}

describe('small counts', () => {
  it.each([
    [
      [12, 30],
      [12, 30],
    ],
    [
      [0, 30],
      [0, 30],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [
      [3, 27],
      ['<10', '?'],
    ],
    // The total alone would tell: 3 and 10 are 13, so the small one is 1, 2 or 3.
    [
      [3, 10],
      ['?', '?'],
    ],
    [
      [3, 27, 40],
      ['<10', '?', 40],
    ],
    [
      [40, 0, 3, 27],
      ['?', 0, '<10', 27],
    ],
    [
      [9, 1],
      ['<10', '<10'],
    ],
    [
      [1, 1, 9],
      ['<10', '<10', '<10'],
    ],
    // 18 of two small ones are 9 and 9.
    [
      [9, 9],
      ['?', '?'],
    ],
    // Fewer than ten in all say nothing of their parts.
    [
      [1, 1],
      ['?', '?'],
    ],
    [
      [3, 0],
      ['?', '?'],
    ],
  ])('of %j everyone sees %j', (counts, shown) => {
    expect(hide(...counts)).toEqual(shown);
  });

  it('alone are only small', () => {
    expect([0, 1, 9, 10].map((count) => say(showCount(count)))).toEqual([0, '<10', '<10', 10]);
  });

  it('are never shown, and nothing else than what is there is', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }), fc.nat(500));
    fc.assert(
      fc.property(fc.array(count, { maxLength: 8 }), (counts) => {
        for (const [i, shown] of hide(...counts).entries()) {
          const actual = counts[i] ?? -1;
          if (shown === '<10') expect(actual > 0 && actual < 10).toBe(true);
          else if (shown !== '?') expect([shown, actual > 0 && actual < 10]).toEqual([actual, false]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  /** Every list of so many counts that adds up to this. */
  function* listsOf(parts: number, total: number): Generator<number[]> {
    if (parts === 1) return yield [total];
    for (let first = 0; first <= total; first++)
      for (const rest of listsOf(parts - 1, total - first)) yield [first, ...rest];
  }

  /** What somebody finds out who knows the total, what is shown and how it came about: all lists that look the same. */
  it.each([
    [2, 60],
    [3, 45],
    [4, 26],
  ])('stay open to whoever takes the sums of %i counts apart', (parts, most) => {
    for (let total = 10; total <= most; total++) {
      const alike = Map.groupBy(listsOf(parts, total), (counts) => hide(...counts).join(' '));
      for (const [shown, lists] of alike) {
        for (const [i, mark] of shown.split(' ').entries()) {
          const possible = new Set(lists.map((counts) => counts[i] ?? -1));
          if (mark === '<10')
            expect([shown, [...possible].sort()]).toEqual([shown, [1, 2, 3, 4, 5, 6, 7, 8, 9]]);
          // Of what is withheld not even that it is small is known.
          if (mark === '?') expect([total, shown, possible.size >= 8]).toEqual([total, shown, true]);
        }
      }
    }
  });
});
