import type { Row } from './row.ts';

/** Numbers of the rows whose credential has the id of another one with other content: at most one of them is the one that was issued. */
export function findSameId(rows: readonly Row[]): Set<number> {
  const digests = new Map<string, Set<string>>();
  for (const { contents } of rows) {
    if (contents?.credentialId === undefined) continue;
    const known = digests.get(contents.credentialId) ?? new Set();
    digests.set(contents.credentialId, known.add(contents.digest));
  }
  return new Set(
    rows
      .filter(({ contents }) => (digests.get(contents?.credentialId ?? '')?.size ?? 0) > 1)
      .map(({ number }) => number),
  );
}
