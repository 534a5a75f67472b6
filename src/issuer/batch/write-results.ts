import { CSV_BOM, csvLine } from '../../model/write-csv.ts';
import { errorFileHeader, errorFileLine } from '../../roster/write-error-file.ts';
import type { BatchRecord } from '../../store/batch-store.ts';
import type { Issuing } from '../issuing.ts';
import { type BatchReport, readReport } from './batch-report.ts';
import { listResults } from './list-results.ts';
import { readRows } from './read-rows.ts';
import type { RowProblem } from './row-problem.ts';

type Writing = Pick<Issuing, 'store' | 'publicUrl'>;

const RESULT_COLUMNS = [
  'row_ref',
  'line',
  'name',
  'credential',
  'credential_code',
  'status',
  'reason',
  'share_link',
  'qr_link',
  'credential_id',
];

/** `results.csv`, piece by piece: one line a credential, for Excel, formula-safe. */
export async function* writeResults(writing: Writing, batch: BatchRecord): AsyncGenerator<string> {
  yield CSV_BOM + csvLine(RESULT_COLUMNS);
  for await (const result of listResults(writing, batch)) {
    yield csvLine([
      result.rowRef ?? '',
      result.line === null ? '' : String(result.line),
      result.name ?? '',
      result.credentialName ?? '',
      result.achievement ?? '',
      result.status,
      result.reasons.map(({ detail }) => detail).join(' '),
      result.shareUrl ?? '',
      result.qrUrl ?? '',
      result.credentialId ?? '',
    ]);
  }
}

/**
 * `errors.csv`, piece by piece: the rows to mend as they came, after a column that says what is wrong. Mended and sent again
 * it is a batch of its own. Nothing but a header when there are none.
 */
export async function* writeErrors(writing: Writing, batch: BatchRecord): AsyncGenerator<string> {
  const report = readReport(batch.report);
  if (report === null) return;
  const form = formOf(report);
  yield errorFileHeader(form);
  for await (const { cells, problems } of readRows(writing, batch, ['problem']))
    if (cells !== null) yield errorFileLine({ cells, problems: problems as RowProblem[] }, form);
}

function formOf({ roster }: BatchReport): Parameters<typeof errorFileHeader>[0] {
  const columns = roster.columns.map(({ header }) => ({ header, use: null, samples: [] }));
  return { columns, delimiter: roster.delimiter };
}
