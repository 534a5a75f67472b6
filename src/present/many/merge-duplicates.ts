import { compareAttention } from './categorize.ts';
import type { Row, Source } from './row.ts';

/**
 * The same credential, handed in more than once, as one row with all its sources: the same id *and* the same content, for an id alone
 * anyone can give to anything; and for the same applicant, for what two people hand in is a finding for each of them. Of several
 * answers the one that needs attention most stands. In the order of `number`; the same whatever the order of the rows, and merging
 * again changes nothing.
 */
export function mergeDuplicates(rows: readonly Row[]): Row[] {
  const sets = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    sets.set(key, [...(sets.get(key) ?? []), row]);
  }
  return [...sets.values()].map(mergeSet).sort((one, other) => one.number - other.number);
}

function keyOf({ number, contents, applicant }: Row): string {
  return contents?.credentialId === undefined
    ? `row ${number}`
    : JSON.stringify([contents.credentialId, contents.digest, applicant ?? null]);
}

function mergeSet(rows: readonly Row[]): Row {
  const inOrder = rows.toSorted((one, other) => one.number - other.number);
  const [worst] = rows.toSorted(compareAttention);
  const [first] = inOrder;
  if (worst === undefined || first === undefined) throw new RangeError('A set has at least one row.');
  if (rows.length === 1) return first;
  return {
    ...worst,
    number: first.number,
    sources: unique(inOrder.flatMap(({ sources }) => sources)),
    partOf: [...new Set(inOrder.flatMap(({ partOf }) => partOf))].sort((one, other) => one - other),
  };
}

function unique(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [JSON.stringify([source.kind, source.name]), source])).values()];
}
