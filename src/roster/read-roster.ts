import type { Program } from '../program/program.ts';
import { readyPersonChecks } from './check-person.ts';
import { decodeText } from './decode-text.ts';
import { planRoster } from './plan-roster.ts';
import { readRow } from './read-row.ts';
import { readTable } from './read-table.ts';
import { ROSTER_LIMITS, type RosterLimits } from './roster-limits.ts';
import type { RosterRow } from './roster-row.ts';
import type { RosterSettings } from './roster-settings.ts';
import type { RosterSource } from './roster-source.ts';
import type { RosterSurvey } from './roster-survey.ts';

/**
 * The second reading: the awards of each row that holds something, in the file's order. Takes the same programs and settings as the
 * survey. Rejects with AppError ROSTER_INVALID as the survey does, and with an Error while the survey has open questions.
 */
export async function* readRoster(
  source: RosterSource,
  survey: RosterSurvey,
  programs: readonly Program[],
  settings: RosterSettings,
  now: Date,
  limits: RosterLimits = ROSTER_LIMITS,
): AsyncGenerator<RosterRow> {
  if (survey.questions.length > 0) throw new Error('The survey of this roster has open questions.');
  const { columns, dateOrder, encoding, delimiter } = survey;
  const plan = planRoster(columns, dateOrder === 'iso' ? null : dateOrder, programs, settings);
  const today = now.toISOString().slice(0, 10);
  const checks = readyPersonChecks(survey.people);
  const reading = { plan, checks, maxCellCharacters: limits.maxCellCharacters, today };
  const { parts } = await readTable(decodeText(source, encoding), delimiter, limits);
  for await (const records of parts) {
    for (const record of records) yield readRow(record, reading);
  }
}
