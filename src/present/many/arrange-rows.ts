import { compareAttention } from './categorize.ts';
import { type Entry, foldParts } from './fold-parts.ts';
import { mergeDuplicates } from './merge-duplicates.ts';
import type { Row } from './row.ts';

/** What a table shows of all rows: duplicates as one, parts under their whole, in the order in which they were handed in. */
export function arrangeRows(rows: readonly Row[]): Entry[] {
  return foldParts(mergeDuplicates(rows));
}

/** Those first that need attention. */
export function sortByAttention(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((one, other) => compareAttention(one.row, other.row));
}
