import { CSV_BOM, csvLine } from '../../model/write-csv.ts';
import type { AuditFilter, StoredAuditEvent } from '../../store/records.ts';
import type { Issuing } from '../issuing.ts';
import { checkpointLine, describeFilter, eventLine, headerLine } from './export-format.ts';
import { openAuditLog, readEvents } from './read-audit-log.ts';

const CSV_COLUMNS = [
  'seq',
  'at',
  'actor',
  'action',
  'subject',
  'details',
  'previousHash',
  'hash',
] as const satisfies (keyof StoredAuditEvent)[];

type Exporting = Pick<Issuing, 'store' | 'publicUrl' | 'now'>;

/**
 * The log, or what of it the filter leaves, as lines of JSON: what it is, then events. The whole log comes with its checkpoints
 * and can be verified without the database.
 */
export async function* exportAsLines(
  { store, publicUrl, now }: Exporting,
  filter: AuditFilter,
): AsyncGenerator<string> {
  const isWhole = Object.keys(filter).length === 0;
  const { counter, pages } = await openAuditLog(store);
  yield headerLine({
    publicUrl,
    issuer: (await store.findIssuer(''))?.did ?? null,
    exportedAt: now().toISOString(),
    counter,
    filter: isWhole ? null : describeFilter(filter),
  });
  if (!isWhole) {
    for await (const page of readEvents(store, filter)) yield page.map(eventLine).join('');
    return;
  }
  for await (const page of pages)
    yield page
      .map((item) =>
        'event' in item ? eventLine(item.event) : 'checkpoint' in item ? checkpointLine(item.checkpoint) : '',
      )
      .join('');
}

/** Events for a spreadsheet program. */
export async function* exportAsCsv({ store }: Exporting, filter: AuditFilter): AsyncGenerator<string> {
  yield CSV_BOM + csvLine(CSV_COLUMNS);
  for await (const page of readEvents(store, filter))
    yield page.map((event) => csvLine(CSV_COLUMNS.map((column) => String(event[column])))).join('');
}
