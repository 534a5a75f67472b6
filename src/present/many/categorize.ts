import { needsLook } from '../describe-outcome.ts';
import { CATEGORIES, type Category } from './category.ts';
import type { Row } from './row.ts';

export function categorize({ state, result }: Pick<Row, 'state' | 'result'>): Category {
  if (state === 'failed') return 'no-answer';
  if (state !== 'answered' || result === undefined) return 'waiting';
  return needsLook(result) ? 'valid-but' : result.verdict;
}

/** Those that need attention first; among equals, in the order in which they were handed in. */
export function compareAttention(one: Row, other: Row): number {
  return (
    CATEGORIES.indexOf(categorize(one)) - CATEGORIES.indexOf(categorize(other)) || one.number - other.number
  );
}

/** How many there are of each, those that need attention first; what there is none of is left out. */
export function countCategories(rows: readonly Row[]): { category: Category; count: number }[] {
  const categories = rows.map(categorize);
  return CATEGORIES.map((category) => ({
    category,
    count: categories.filter((one) => one === category).length,
  })).filter(({ count }) => count > 0);
}
