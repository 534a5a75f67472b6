import { z } from 'zod';
import { CROSSWALK_RELATIONS } from '../model/crosswalk-relation.ts';
import type { Subproblem } from '../model/problem.ts';
import { line, prose, Slug, Version } from './bounded-text.ts';
import { checkCrosswalk } from './check-crosswalk.ts';
import { EntryCode, type Framework } from './framework.ts';
import { HttpsUrl } from './https-url.ts';
import { listProblems } from './list-problems.ts';

/** Often named after its two frameworks, `tlms--cstp-2024`; stands in URLs. */
const CrosswalkCode = z
  .string()
  .max(122)
  .regex(
    /^[a-z0-9]+(--?[a-z0-9]+)*$/,
    'Must be lower-case letters, digits and hyphens, two in a row at most.',
  );

const CrosswalkPair = z.strictObject({
  from: EntryCode,
  to: EntryCode,
  relation: z.enum(CROSSWALK_RELATIONS),
  /** Why they belong together, in a sentence or two. */
  rationale: line(600),
  /** Where it is said, if someone else has said it. */
  source: HttpsUrl.optional(),
});

/** Entries of one framework and the entries of another that correspond to them, each pair with its reason. */
export const Crosswalk = z.strictObject({
  code: CrosswalkCode,
  version: Version,
  name: line(300),
  description: prose(2000).optional(),
  from: Slug,
  to: Slug,
  pairs: z.array(CrosswalkPair).min(1).max(2000),
});
export type Crosswalk = z.infer<typeof Crosswalk>;

export type ParsedCrosswalk = { ok: true; crosswalk: Crosswalk } | { ok: false; problems: Subproblem[] };

/** Parses an untrusted document against these frameworks; every problem is named at once and none echoes the input. */
export function parseCrosswalk(document: unknown, frameworks: readonly Framework[]): ParsedCrosswalk {
  const parsed = Crosswalk.safeParse(document);
  const problems = [
    ...(parsed.success ? [] : listProblems(parsed.error)),
    ...checkCrosswalk(document, frameworks),
  ];
  return parsed.success && problems.length === 0
    ? { ok: true, crosswalk: parsed.data }
    : { ok: false, problems };
}

/**
 * A crosswalk that was published, so checked once. Its frameworks may have new versions since: a pair that names what they
 * no longer have corresponds to nothing, and is not found. Null for what is no crosswalk.
 */
export function readCrosswalk(document: unknown): Crosswalk | null {
  return Crosswalk.safeParse(document).data ?? null;
}
