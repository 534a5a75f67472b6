import type { Program } from '../program/program.ts';
import { decideDateOrder, noteDate } from './date-order.ts';
import { decodeText } from './decode-text.ts';
import { examineBytes } from './examine-bytes.ts';
import { findDelimiter } from './find-delimiter.ts';
import { fingerprintHeader } from './fingerprint-header.ts';
import { matchColumns } from './match-columns.ts';
import { readTable } from './read-table.ts';
import { ROSTER_LIMITS, type RosterLimits } from './roster-limits.ts';
import type { RosterSettings } from './roster-settings.ts';
import type { RosterSource } from './roster-source.ts';
import type { RosterSurvey } from './roster-survey.ts';
import { DATE_FIELDS, openTableSurvey } from './survey-table.ts';

/**
 * The first reading: what the file is, what its columns are for, and what must be asked before rows can be read. Rejects with
 * AppError ROSTER_INVALID when it is no roster at all; its problems name the line and never what stands there.
 */
export async function surveyRoster(
  source: RosterSource,
  programs: readonly Program[],
  settings: RosterSettings,
  limits: RosterLimits = ROSTER_LIMITS,
): Promise<RosterSurvey> {
  const examined = await examineBytes(source, limits);
  const delimiter = await findDelimiter(decodeText(source, examined.encoding));
  const { header, parts } = await readTable(decodeText(source, examined.encoding), delimiter, limits);
  const matched = matchColumns(header, programs, settings);
  const survey = openTableSurvey(matched.columns);
  for await (const records of parts) survey.note(records);
  const { rows, samples, dates, people } = survey.close();
  for (const field of DATE_FIELDS) noteDate(dates, settings.defaults?.[field] ?? '');
  const { order, questions } = decideDateOrder(dates, settings);
  return {
    ...examined,
    rows,
    delimiter,
    fingerprint: fingerprintHeader(header),
    columns: matched.columns.map((column, i) => ({ ...column, samples: samples[i] ?? [] })),
    program: matched.program,
    dateOrder: order,
    questions: [...matched.questions, ...questions],
    people,
  };
}
