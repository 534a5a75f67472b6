import { isAuthentic } from '../describe-outcome.ts';
import type { Row } from './row.ts';

/** A row that is there for its own sake, with those of its parts that were handed in beside it. */
export interface Entry {
  row: Row;
  parts: Row[];
}

/**
 * Parts under the full credential or record that they were handed in with, which has them in its own answer. Only where that one's
 * signature holds, for anyone can write a file that names other people's credentials; only by digest; only under what is
 * itself there for its own sake, for nobody has looked at the parts of parts; and nothing that is not valid under what is, whose
 * answer cannot have it. In the order of the rows.
 */
export function foldParts(rows: readonly Row[]): Entry[] {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const wholesOf = (row: Row) =>
    row.partOf.flatMap((number) => {
      const whole = byNumber.get(number);
      const holds = whole?.result !== undefined && isAuthentic(whole.result);
      const isTold = whole?.result?.verdict !== 'valid' || (row.result?.verdict ?? 'valid') === 'valid';
      return whole !== undefined && whole !== row && holds && isTold && whole.applicant === row.applicant
        ? [whole]
        : [];
    });
  const isOwn = (row: Row) => wholesOf(row).length === 0;
  const entries = new Map<Row, Entry>();
  const parts: [part: Row, whole: Row][] = [];
  for (const row of rows) {
    const whole = wholesOf(row).find(isOwn);
    if (whole === undefined) entries.set(row, { row, parts: [] });
    else parts.push([row, whole]);
  }
  for (const [part, whole] of parts) entries.get(whole)?.parts.push(part);
  return [...entries.values()];
}
