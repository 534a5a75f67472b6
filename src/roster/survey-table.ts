import { type DateEvidence, noteDate } from './date-order.ts';
import { openPersonLedger, type PersonFindings } from './person-ledger.ts';
import { placesOfFields } from './plan-roster.ts';
import { readPerson } from './read-person.ts';
import type { RosterRecord } from './read-records.ts';
import type { MatchedColumn } from './roster-survey.ts';

const SAMPLES = 3;
const SAMPLE_CHARACTERS = 40;
/** A column that is blank for so long has no samples. */
const SAMPLED_ROWS = 1000;
export const DATE_FIELDS = ['issued_on', 'expires_on', 'activity_start', 'activity_end'] as const;

/** What is gathered over all rows. */
export interface TableSurvey {
  rows: number;
  /** By position of the column. */
  samples: string[][];
  dates: DateEvidence;
  people: PersonFindings;
}

export interface OpenTableSurvey {
  note(records: readonly RosterRecord[]): void;
  close(): TableSurvey;
}

/** Gathers what only all rows together tell: samples, the order of dates, and who is who. */
export function openTableSurvey(columns: readonly MatchedColumn[]): OpenTableSurvey {
  const places = placesOfFields(columns);
  const dateColumns = columns.flatMap((column, i) => (holdsDates(column) ? [i] : []));
  const samples: string[][] = columns.map(() => []);
  const dates: DateEvidence = { mdy: 0, dmy: 0, either: 0 };
  const people = openPersonLedger();
  let rows = 0;
  return {
    note(records) {
      for (const { cells } of records) {
        if (rows < SAMPLED_ROWS) noteSamples(samples, cells);
        for (const i of dateColumns) noteDate(dates, cells[i] ?? '');
        people.note(readPerson(cells, places));
        rows += 1;
      }
    },
    close: () => ({ rows, samples, dates, people: people.find() }),
  };
}

function noteSamples(samples: readonly string[][], cells: readonly string[]): void {
  for (const [i, own] of samples.entries()) {
    if (own.length >= SAMPLES) continue;
    // Cut by code points: half an emoji is no sample.
    const text = [...(cells[i] ?? '').trim().slice(0, 2 * SAMPLE_CHARACTERS)]
      .slice(0, SAMPLE_CHARACTERS)
      .join('');
    if (text !== '' && !own.includes(text)) own.push(text);
  }
}

function holdsDates({ use }: MatchedColumn): boolean {
  if (use?.kind === 'field') return DATE_FIELDS.some((field) => field === use.field);
  return use?.aspect === 'date';
}
