/** What a column can be for, whatever its header says. */
export const ROSTER_FIELDS = [
  'email',
  'given_name',
  'family_name',
  /** Spanish forms have a column for each of the two family names. */
  'second_family_name',
  'full_name',
  'credential_code',
  'level',
  'issued_on',
  'expires_on',
  'external_id',
  'cohort',
  'evidence_url',
  'evidence_summary',
  'row_ref',
  'assessors',
  'role',
  'term',
  'hours',
  'activity_start',
  'activity_end',
] as const;
export type RosterField = (typeof ROSTER_FIELDS)[number];

/** Columns that are understood but that nothing is made of; `error` is our own, in a file of rows to mend. */
export const UNUSED_FIELDS = ['reviewer_email', 'language', 'notify', 'error'] as const;
export type UnusedField = (typeof UNUSED_FIELDS)[number];
