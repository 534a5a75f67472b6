/** One thing that `lectern doctor` looked at. `detail` says what was found and, when it fails, what to do. */
export interface Examination {
  subject: string;
  outcome: 'ok' | 'failing' | 'skipped';
  detail: string;
}
