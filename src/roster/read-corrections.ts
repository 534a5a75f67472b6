import { headerKey } from '../model/header-key.ts';
import { decodeText } from './decode-text.ts';
import { examineBytes } from './examine-bytes.ts';
import { findDelimiter } from './find-delimiter.ts';
import { readTable } from './read-table.ts';
import { rosterInvalid } from './roster-invalid.ts';
import { ROSTER_LIMITS, type RosterLimits } from './roster-limits.ts';
import type { RosterSource } from './roster-source.ts';

/** Columns of a file of corrections: which credential, and what is to be right. */
export const CORRECTION_COLUMNS = {
  credential: ['credential', 'credential_id', 'share_link', 'link', 'credencial', 'enlace'],
  name: ['full_name', 'name', 'nombre completo', 'nombre'],
  level: ['level', 'nivel'],
  role: ['role', 'cargo'],
  term: ['term', 'periodo'],
  cohort: ['cohort', 'cohorte'],
  hours: ['hours', 'horas'],
  note: ['note', 'nota'],
} as const;
export type CorrectionColumn = keyof typeof CORRECTION_COLUMNS;

/** One line: the cells that are not empty. */
export interface CorrectionRow {
  line: number;
  cells: Partial<Record<CorrectionColumn, string>>;
}

export interface CorrectionTable {
  rows: CorrectionRow[];
  /** Headers that mean nothing here, by their place in the file (from 1); they are left out. */
  ignored: number[];
}

/**
 * Reads a file of corrections: CSV as spreadsheets save it, with a header. An empty cell changes nothing. Rejects with AppError
 * ROSTER_INVALID when it is no table, or has no column that names the credential.
 */
export async function readCorrections(
  source: RosterSource,
  limits: RosterLimits = ROSTER_LIMITS,
): Promise<CorrectionTable> {
  const { encoding } = await examineBytes(source, limits);
  const delimiter = await findDelimiter(decodeText(source, encoding));
  const { header, parts } = await readTable(decodeText(source, encoding), delimiter, limits);
  const columns = header.map(columnOf);
  if (!columns.includes('credential'))
    throw rosterInvalid(
      'column-missing',
      'A column `credential` has to say which one is meant: its id or share link.',
    );
  const rows: CorrectionRow[] = [];
  for await (const records of parts)
    for (const { cells, line } of records) {
      const named = columns.flatMap((column, i) => {
        const cell = cells[i]?.trim() ?? '';
        return column === null || cell === '' ? [] : [[column, cell] as const];
      });
      rows.push({ line, cells: Object.fromEntries(named) });
    }
  const ignored = columns.flatMap((column, i) => (column === null ? [i + 1] : []));
  return { rows, ignored };
}

function columnOf(header: string): CorrectionColumn | null {
  const key = headerKey(header);
  for (const [column, synonyms] of Object.entries(CORRECTION_COLUMNS))
    if (synonyms.some((synonym) => headerKey(synonym) === key)) return column as CorrectionColumn;
  return null;
}
