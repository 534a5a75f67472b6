import { foldName } from '../../model/fold-name.ts';
import { isAuthentic } from '../describe-outcome.ts';
import type { Applicant } from './applicant.ts';
import type { Entry } from './fold-parts.ts';
import type { Row } from './row.ts';

/** What one applicant handed in. */
export interface Group {
  /** On the line of the list, else as its issuer says; absent where neither says one. */
  name?: string;
  applicant?: Applicant;
  entries: Entry[];
  /** The names on them, where they are not all the same. */
  names: string[];
  /** Not an applicant's: of these nothing proves whose they are. */
  isUnplaced?: true;
}

/**
 * Entries by the applicant on whose line of the list they belong, every line with or without something; of those on nobody's line, by the
 * subject's id or else by the name on them. Only what a signature proves counts as anyone's: the rest stands in a group
 * without a name, the last one.
 */
export function groupByApplicant(entries: readonly Entry[], applicants: readonly Applicant[] = []): Group[] {
  const groups = new Map<string, Group>(
    applicants.map((applicant) => [
      `line ${applicant.number}`,
      { name: applicant.name ?? applicant.email ?? applicant.link ?? '', applicant, entries: [], names: [] },
    ]),
  );
  const others: Entry[] = [];
  for (const entry of entries) {
    const { row } = entry;
    const name = provenName(entry);
    const key = lineOf(row) === undefined ? keyOf(entry, name) : `line ${lineOf(row)}`;
    if (key === undefined) others.push(entry);
    else {
      const group = groups.get(key) ?? { ...(name === undefined ? {} : { name }), entries: [], names: [] };
      group.entries.push(entry);
      groups.set(key, group);
    }
  }
  const named = [...groups.values()].map((group) => ({ ...group, names: differentNames(group) }));
  return others.length === 0 ? named : [...named, { entries: others, names: [], isUnplaced: true }];
}

/** The line of the list on which it counts: what a file says of whose it is does not, before it is proven. */
export function lineOf({ applicant, isListed, result }: Row): number | undefined {
  return isListed || (result !== undefined && isAuthentic(result)) ? applicant : undefined;
}

/** The name on it, where its issuer's signature says so. */
export function provenName({ row: { result } }: Pick<Entry, 'row'>): string | undefined {
  return result !== undefined && isAuthentic(result) ? result.credential?.holderName : undefined;
}

function keyOf({ row: { result, contents } }: Entry, name: string | undefined): string | undefined {
  if (result === undefined || !isAuthentic(result)) return undefined;
  if (contents?.subjectId !== undefined) return `id ${contents.subjectId}`;
  return name === undefined || foldName(name) === '' ? undefined : `name ${foldName(name)}`;
}

function differentNames({ entries, applicant }: Group): string[] {
  const names = [
    ...(applicant?.name === undefined || entries.length === 0 ? [] : [applicant.name]),
    ...entries.flatMap((entry) => provenName(entry) ?? []),
  ];
  const different = [...new Map(names.map((name) => [foldName(name), name])).values()];
  return different.length > 1 ? different : [];
}
