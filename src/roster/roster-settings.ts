import { z } from 'zod';
import { Slug } from '../program/bounded-text.ts';

const CellText = z.string().max(2000);

/** What a row has where its own cell is empty or missing, as a cell would say it. */
const RosterDefaults = z.strictObject({
  issued_on: CellText.optional(),
  expires_on: CellText.optional(),
  role: CellText.optional(),
  term: CellText.optional(),
  cohort: CellText.optional(),
  assessors: CellText.optional(),
  hours: CellText.optional(),
  level: CellText.optional(),
  evidence_url: CellText.optional(),
  evidence_summary: CellText.optional(),
  activity_start: CellText.optional(),
  activity_end: CellText.optional(),
});

/** What the coordinator said about a roster; kept by the survey's fingerprint for the next roster of the same form. */
export const RosterSettings = z.strictObject({
  /** Code of the program whose achievements the columns of a wide roster and short codes mean. */
  program: Slug.optional(),
  /** The credential of every row that names none. */
  achievement: Slug.optional(),
  /** By header: a field (`email`), an achievement's column (`tlms-3`, `tlms-3:date`), or '' to leave the column out. */
  columns: z.record(z.string().max(10_000), z.string().max(100)).optional(),
  dateOrder: z.enum(['mdy', 'dmy']).optional(),
  defaults: RosterDefaults.optional(),
});
export type RosterSettings = z.infer<typeof RosterSettings>;
