import { z } from 'zod';
import type { Subproblem } from '../model/problem.ts';
import { line, prose, Slug } from './bounded-text.ts';
import { HttpsUrl } from './https-url.ts';
import { listProblems } from './list-problems.ts';

const CalendarDate = z.iso
  .date('Must be a date that exists, as YYYY-MM-DD.')
  .refine((date) => /^(19|20|21)/.test(date), 'Must be between the years 1900 and 2199.');

const PersonName = line(200).refine((name) => /\p{L}/u.test(name), 'Must hold at least one letter.');

const Holder = z.strictObject({
  /** Printed on the credential: the name by which an employer knows the holder. */
  name: PersonName,
  /** Never written into a credential in clear. */
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'Must be at most 254 characters long.')
    .pipe(z.email('Must be one e-mail address.'))
    .optional(),
  /** The issuer's own key for the person; never written into a credential. */
  externalId: line(100).optional(),
});

const Assessors = z
  .strictObject({
    count: z.int().min(1).max(100).optional(),
    names: z.array(PersonName).min(1).max(20).optional(),
    organization: line(200).optional(),
  })
  .refine(
    ({ count, names }) => count === undefined || names === undefined || count >= distinctNames(names).length,
    { path: ['count'], error: 'Must not be smaller than the number of names.' },
  );
export type Assessors = z.infer<typeof Assessors>;

/** About the teacher's own work: an item of evidence never names or shows students. */
const EvidenceItem = z
  .strictObject({
    name: line(200).optional(),
    genre: line(100).optional(),
    url: HttpsUrl.optional(),
    narrative: prose(2000).optional(),
  })
  .refine(({ url, narrative }) => url !== undefined || narrative !== undefined, {
    path: ['narrative'],
    error: 'Give a link or say in words what the evidence is.',
  });

/**
 * One award to make: what a row of a roster and the body of the HTTP API become. Unknown members are refused, so that
 * nothing which the issuer meant is dropped in silence and nothing about students finds a place. Dates are calendar days (UTC).
 */
export const AwardRequest = z.strictObject({
  achievement: Slug,
  holder: Holder,
  awardedDate: CalendarDate.optional(),
  /** Code of the rubric level that was reached. */
  level: Slug.optional(),
  assessors: Assessors.optional(),
  role: line(200).optional(),
  term: line(100).optional(),
  cohort: line(60).optional(),
  hours: z.number().min(0).max(10_000).optional(),
  activityStartDate: CalendarDate.optional(),
  activityEndDate: CalendarDate.optional(),
  evidence: z.array(EvidenceItem).min(1).max(20).optional(),
  /** The last day on which the credential is valid. */
  validUntil: CalendarDate.optional(),
});
export type AwardRequest = z.infer<typeof AwardRequest>;

export type ParsedAwardRequest = { ok: true; request: AwardRequest } | { ok: false; problems: Subproblem[] };

/** Parses an untrusted request; every problem is named at once and none echoes the input. */
export function parseAwardRequest(input: unknown): ParsedAwardRequest {
  const parsed = AwardRequest.safeParse(input);
  return parsed.success
    ? { ok: true, request: parsed.data }
    : { ok: false, problems: listProblems(parsed.error) };
}

/** Names that differ in more than case and spacing: naming a person twice does not make two assessors. */
export function distinctNames(names: readonly string[]): string[] {
  const keys = names.map(nameKey);
  return names.filter((_, i) => keys.indexOf(keys[i] ?? '') === i);
}

/** What two spellings of one person's name have in common. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** How many assessed: the stated number, else the number of different names, else none. */
export function countAssessors(assessors: Assessors | undefined): number {
  return assessors?.count ?? distinctNames(assessors?.names ?? []).length;
}
