import type { AwardRequest } from '../program/award-request.ts';
import { type CellText, problemIn, textOfField } from './cell-text.ts';
import type { RosterPlan } from './plan-roster.ts';
import { readAssessors } from './read-assessors.ts';
import { type Evidence, readEvidence } from './read-evidence.ts';
import { readHours } from './read-hours.ts';
import type { RosterField } from './roster-field.ts';
import type { RosterProblem } from './roster-row.ts';

/** What a row says of all its awards; not yet parsed. */
export type AwardDetails = Partial<Omit<AwardRequest, 'achievement' | 'holder' | 'level'>>;

const DATES = [
  ['issued_on', 'awardedDate'],
  ['expires_on', 'validUntil'],
  ['activity_start', 'activityStartDate'],
  ['activity_end', 'activityEndDate'],
] as const;
const TEXTS = ['role', 'term', 'cohort'] as const;
/** As good as a blank, in `expires_on`. */
const NEVER = /^(never|none|no expiration|nunca|no vence|no caduca|sin vencimiento)$/i;

export function readDetails(
  plan: RosterPlan,
  cells: readonly string[],
  problems: RosterProblem[],
): AwardDetails {
  const say = (field: RosterField) => textOfField(plan, cells, field);
  const details: AwardDetails = {};
  for (const [field, member] of DATES) {
    const said = say(field);
    const isNever = field === 'expires_on' && NEVER.test(said.text);
    const date = isNever ? undefined : readDateCell(plan, said, problems);
    if (date !== undefined) details[member] = date;
  }
  for (const field of TEXTS) {
    const { text } = say(field);
    if (text !== '') details[field] = text;
  }
  const hours = readHoursCell(say('hours'), problems);
  if (hours !== undefined) details.hours = hours;
  const assessors = readAssessorsCell(say('assessors'), problems);
  if (assessors !== undefined) details.assessors = assessors;
  const evidence: Evidence | undefined = readEvidence(say('evidence_url').text, say('evidence_summary').text);
  if (evidence !== undefined) details.evidence = evidence;
  return details;
}

export function readDateCell(
  plan: RosterPlan,
  { text, column }: CellText,
  problems: RosterProblem[],
): string | undefined {
  if (text === '') return undefined;
  const read = plan.readDate(text);
  if (read.ok) return read.date;
  problems.push(problemIn(column, read.code, read.detail));
  return undefined;
}

export function readAssessorsCell(
  { text, column }: CellText,
  problems: RosterProblem[],
): AwardDetails['assessors'] {
  if (text === '') return undefined;
  const assessors = readAssessors(text);
  if (assessors !== null) return assessors;
  const detail = 'Expected how many assessed, as a whole number, or their names with ; between them.';
  problems.push(problemIn(column, 'assessors-invalid', detail));
  return undefined;
}

function readHoursCell({ text, column }: CellText, problems: RosterProblem[]): number | undefined {
  if (text === '') return undefined;
  const hours = readHours(text);
  if (hours !== null) return hours;
  problems.push(problemIn(column, 'hours-invalid', 'Expected a number of hours, such as 120 or 120.5.'));
  return undefined;
}
