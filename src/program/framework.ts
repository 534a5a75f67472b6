import { z } from 'zod';
import type { Subproblem } from '../model/problem.ts';
import { line, prose, Slug, Version } from './bounded-text.ts';
import { HttpsUrl } from './https-url.ts';
import { listProblems } from './list-problems.ts';

/** As publishers number their items (`I`, `1`, `2.3`); stands after `#` in a URL. */
const ItemCode = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/, 'Must be letters, digits, dots and hyphens.');

/** An item (`IV`), or one of its functions by both codes (`IV.c`). */
export const EntryCode = z
  .string()
  .max(121)
  .regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/, 'Must be letters, digits, dots and hyphens.');

const FrameworkItem = z.strictObject({
  code: ItemCode,
  title: line(300),
  /** What the item is about in our own words; the publisher's sentences are the publisher's. */
  label: line(500).optional(),
  /** Where the publisher keeps the item; without it we serve the item ourselves. */
  url: HttpsUrl.optional(),
  functions: z
    .array(z.strictObject({ code: ItemCode, label: line(500) }))
    .min(1)
    .max(50)
    .optional(),
  group: line(100).optional(),
});
export type FrameworkItem = z.infer<typeof FrameworkItem>;

/** A published set of standards or competencies that achievements are aligned to (a CASE CFDocument with its CFItems). */
export const Framework = z.strictObject({
  code: Slug,
  version: Version,
  title: line(300),
  publisher: line(300).optional(),
  url: HttpsUrl.optional(),
  description: prose(2000),
  items: z.array(FrameworkItem).min(1).max(500),
});
export type Framework = z.infer<typeof Framework>;

export type ParsedFramework = { ok: true; framework: Framework } | { ok: false; problems: Subproblem[] };

/** Parses an untrusted document; every problem is named at once and none echoes the input. */
export function parseFramework(document: unknown): ParsedFramework {
  const parsed = Framework.safeParse(document);
  if (!parsed.success) return { ok: false, problems: listProblems(parsed.error) };
  const problems = parsed.data.items.flatMap((item, i) => [
    ...duplicates(parsed.data.items, i, `items.${i}.code`, 'item-code-duplicate'),
    ...(item.functions ?? []).flatMap((_, j, functions) =>
      duplicates(functions, j, `items.${i}.functions.${j}.code`, 'function-code-duplicate'),
    ),
  ]);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, framework: parsed.data };
}

function duplicates(all: readonly { code: string }[], at: number, path: string, code: string): Subproblem[] {
  const first = all.findIndex((other) => other.code === all[at]?.code);
  return first === at ? [] : [{ path, code, detail: 'Another one before it has the same code.' }];
}

/** The framework and item that these codes name, or null. */
export function findFrameworkItem(
  frameworks: readonly Framework[],
  frameworkCode: string,
  itemCode: string,
): { framework: Framework; item: FrameworkItem } | null {
  const framework = frameworks.find((candidate) => candidate.code === frameworkCode);
  const item = framework?.items.find((candidate) => candidate.code === itemCode);
  return framework && item ? { framework, item } : null;
}

export interface FrameworkEntry {
  /** Of the item, or of the item and its function: `IV.c`. */
  code: string;
  /** The item's, or the function's label. */
  title: string;
  item: FrameworkItem;
}

/** What this code names: an item, or a function of one. An item whose own code has the dot goes first. */
export function findFrameworkEntry(framework: Framework, code: string): FrameworkEntry | null {
  const item = framework.items.find((candidate) => candidate.code === code);
  if (item) return { code, title: item.title, item };
  for (const owner of framework.items) {
    const found = owner.functions?.find((candidate) => `${owner.code}.${candidate.code}` === code);
    if (found) return { code, title: found.label, item: owner };
  }
  return null;
}
