import { kindOfDate } from './read-date.ts';
import type { RosterSettings } from './roster-settings.ts';
import type { DateOrder, RosterQuestion } from './roster-survey.ts';

/** How many cells of a roster tell the order of day and month, and how many leave it open. */
export interface DateEvidence {
  mdy: number;
  dmy: number;
  either: number;
}

export function noteDate(evidence: DateEvidence, text: string): void {
  const kind = kindOfDate(text);
  if (kind === 'mdy' || kind === 'dmy' || kind === 'either') evidence[kind] += 1;
}

/**
 * The order for the whole file: as the settings say, else as most of the dates that leave no choice. Without such dates, or
 * with as many of each kind, only a person knows.
 */
export function decideDateOrder(
  { mdy, dmy, either }: DateEvidence,
  { dateOrder }: RosterSettings,
): { order: DateOrder | 'iso' | null; questions: RosterQuestion[] } {
  if (dateOrder !== undefined) return { order: dateOrder, questions: [] };
  if (mdy !== dmy) return { order: mdy > dmy ? 'mdy' : 'dmy', questions: [] };
  if (mdy + dmy + either === 0) return { order: 'iso', questions: [] };
  const detail = 'Do the dates have the month first (mdy) or the day first (dmy)?';
  return { order: null, questions: [{ code: 'date-order', detail, choices: ['mdy', 'dmy'] }] };
}
