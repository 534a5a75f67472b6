import type { Crosswalk } from './crosswalk.ts';
import { type CorrespondingPair, findCorresponding } from './find-corresponding.ts';
import { type Framework, type FrameworkEntry, findFrameworkEntry } from './framework.ts';
import type { KnownEntry } from './recognize-alignments.ts';

export interface TranslatedEntry {
  /** Entry of the reader's framework. */
  entry: FrameworkEntry;
  /** The achievement itself is aligned to it: its program says so, no crosswalk. */
  isClaimed: boolean;
  /** Why it corresponds: the pairs, each with the entry of the achievement's framework that it is of. */
  reasons: { of: FrameworkEntry; pair: CorrespondingPair }[];
}

/** What an achievement is in one framework, for a reader who knows that one. */
export interface Translation {
  framework: Framework;
  /** In the framework's own order. */
  entries: TranslatedEntry[];
}

/** What is needed to translate: the latest of each. */
export interface Translating {
  frameworks: readonly Framework[];
  crosswalks: readonly Crosswalk[];
}

/**
 * What these alignments are in each framework that has anything for them, that of the first alignment first. Crosswalks start
 * from this one, in which the achievement is assessed, and from the functions of its items too; what else the achievement is
 * aligned to is shown as it says, and is no start for a crosswalk of its own.
 */
export function translateAlignments(
  { frameworks, crosswalks }: Translating,
  alignments: readonly KnownEntry[],
): Translation[] {
  const home = frameworks.find(({ code }) => code === alignments[0]?.framework);
  if (home === undefined) return [];
  const starts = alignments
    .filter(({ framework }) => framework === home.code)
    .flatMap(({ entry }) => listWithFunctions(home, entry));
  return [home, ...frameworks.filter((framework) => framework !== home)]
    .map((framework) => {
      const found = starts.flatMap((of) =>
        findCorresponding(crosswalks, home.code, of.code, framework.code).map((pair) => ({ of, pair })),
      );
      const claimed = alignments.filter((alignment) => alignment.framework === framework.code);
      const entries = framework.items.flatMap(listItem).flatMap((entry): TranslatedEntry[] => {
        const isClaimed = claimed.some((alignment) => alignment.entry === entry.code);
        const reasons = found.filter(({ pair }) => pair.entry === entry.code);
        return isClaimed || reasons.length > 0 ? [{ entry, isClaimed, reasons }] : [];
      });
      return { framework, entries };
    })
    .filter(({ entries }) => entries.length > 0);
}

function listWithFunctions(framework: Framework, code: string): FrameworkEntry[] {
  const entry = findFrameworkEntry(framework, code);
  if (entry === null) return [];
  return entry.item.code === code ? listItem(entry.item) : [entry];
}

function listItem(item: FrameworkEntry['item']): FrameworkEntry[] {
  return [
    { code: item.code, title: item.title, item },
    ...(item.functions ?? []).map(({ code, label }) => ({
      code: `${item.code}.${code}`,
      title: label,
      item,
    })),
  ];
}
