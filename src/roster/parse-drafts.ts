import { parseAwardRequest } from '../program/award-request.ts';
import { problemIn, textAt, textOfField } from './cell-text.ts';
import type { AwardAspect } from './column-use.ts';
import type { RosterPerson } from './person-ledger.ts';
import type { RosterPlan } from './plan-roster.ts';
import type { ReadAwards } from './read-awards.ts';
import type { RosterField } from './roster-field.ts';
import type { RosterAward, RosterProblem } from './roster-row.ts';

type Draft = ReadAwards['drafts'][number];

/** By the beginning of a path into the request: the fields that it may come from, and the column of an achievement. */
const ORIGINS: readonly [path: string, fields: readonly RosterField[], aspect?: AwardAspect][] = [
  ['holder.name', ['full_name', 'given_name', 'family_name', 'second_family_name']],
  ['holder.email', ['email']],
  ['holder.externalId', ['external_id']],
  ['achievement', ['credential_code']],
  ['awardedDate', ['issued_on'], 'date'],
  ['validUntil', ['expires_on']],
  ['level', ['level'], 'level'],
  ['assessors', ['assessors'], 'assessors'],
  ['role', ['role']],
  ['term', ['term']],
  ['cohort', ['cohort']],
  ['hours', ['hours']],
  ['activityStartDate', ['activity_start']],
  ['activityEndDate', ['activity_end']],
  ['evidence', ['evidence_url', 'evidence_summary'], 'evidence'],
];

/** Parses what a row asks for; what is wrong with it is said of the roster's columns, each once. */
export function parseDrafts(
  plan: RosterPlan,
  cells: readonly string[],
  person: RosterPerson,
  drafts: readonly Draft[],
  problems: RosterProblem[],
): RosterAward[] {
  const holder = {
    name: person.name,
    ...(person.email === '' ? {} : { email: person.email }),
    ...(person.externalId === '' ? {} : { externalId: person.externalId }),
  };
  return drafts.flatMap((draft) => {
    const parsed = parseAwardRequest({ ...draft.award, holder });
    const place = draft.columns?.places.get('level');
    const column = place === undefined ? null : (plan.headers[place] ?? null);
    if (parsed.ok) return [{ request: parsed.request, column }];
    for (const { path = '', code, detail } of parsed.problems) {
      problems.push(problemIn(columnOf(path, plan, cells, draft), code, detail));
    }
    return [];
  });
}

function columnOf(
  path: string,
  plan: RosterPlan,
  cells: readonly string[],
  { columns }: Draft,
): string | undefined {
  const [, fields = [], aspect] =
    ORIGINS.find(([start]) => path === start || path.startsWith(`${start}.`)) ?? [];
  const own = aspect && textAt(plan, cells, columns?.places.get(aspect));
  if (own && own.text !== '') return own.column;
  // `evidence.0.url` and `evidence.0.narrative` have a column each.
  const candidates = path.endsWith('.narrative') ? fields.toReversed() : fields;
  const said = candidates.map((field) => textOfField(plan, cells, field));
  return (said.find(({ text }) => text !== '') ?? said.find(({ column }) => column !== undefined))?.column;
}
