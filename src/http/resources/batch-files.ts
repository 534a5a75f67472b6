import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { describeResult, listResults } from '../../issuer/batch/list-results.ts';
import { requireBatch } from '../../issuer/batch/move-batch.ts';
import { previewRow } from '../../issuer/batch/preview-row.ts';
import { writeErrors, writeResults } from '../../issuer/batch/write-results.ts';
import { AppError } from '../../model/problem.ts';
import { SHEET_SIZES, writeQrSheet } from '../../present/qr-sheet.ts';
import { type BatchRecord, ROW_OUTCOMES } from '../../store/batch-store.ts';
import { streamText } from '../batches/stream-text.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitRate } from '../limit-rate.ts';
import { readQuery } from '../read-query.ts';
import { requireScope } from '../require-scope.ts';

const RowsQuery = z.object({
  /** One or more, separated by commas. */
  outcome: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(ROW_OUTCOMES)))
    .optional(),
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const SheetQuery = z.object({
  perPage: z.coerce.number().pipe(z.literal(SHEET_SIZES)).default(8),
});

/** What is in a batch: its rows, what will become of one, and files to keep, to mend and to print. */
export const batchFiles = new Hono<HttpEnv>()
  .get('/api/batches/:id/rows', async (c) => {
    const batch = await readable(c, c.req.param('id'));
    const { outcome, after, limit } = readQuery(c, RowsQuery);
    const { store, publicUrl } = c.var.deps.issuing;
    const rows = await store.listBatchRows(batch.id, batch.revision, {
      limit,
      ...(after === undefined ? {} : { after }),
      ...(outcome === undefined ? {} : { outcomes: outcome }),
    });
    return c.json({
      rows: rows.map((row) => ({ ...describeResult(row, publicUrl), warnings: row.warnings })),
    });
  })
  .get('/api/batches/:id/rows/:position{[0-9]{1,9}}/preview', async (c) => {
    const batch = await readable(c, c.req.param('id'));
    return c.json(await previewRow(c.var.deps.issuing, batch, Number(c.req.param('position'))));
  })
  .get('/api/batches/:id/results.csv', limitRate(120), async (c) => {
    const batch = await checked(c, c.req.param('id'));
    return sendCsv(c, batch, 'results', writeResults(c.var.deps.issuing, batch));
  })
  .get('/api/batches/:id/errors.csv', limitRate(120), async (c) => {
    const batch = await checked(c, c.req.param('id'));
    return sendCsv(c, batch, 'errors', writeErrors(c.var.deps.issuing, batch));
  })
  .get('/api/batches/:id/qr-sheet.html', limitRate(120), async (c) => {
    const batch = await checked(c, c.req.param('id'));
    const { perPage } = readQuery(c, SheetQuery);
    const { issuing } = c.var.deps;
    const sheet = writeQrSheet(listResults(issuing, batch, ['issued']), {
      title: `QR codes – ${batch.fileName ?? `batch ${batch.id}`}`,
      perPage,
      sample: issuing.sample,
    });
    return streamText(c, sheet, { 'content-type': 'text/html; charset=utf-8' });
  });

async function readable(c: Context<HttpEnv>, id: string): Promise<BatchRecord> {
  await requireScope(c, 'read');
  return requireBatch(c.var.deps.issuing, id);
}

/** A file of a check that is not over would be a part of one that looks whole. */
async function checked(c: Context<HttpEnv>, id: string): Promise<BatchRecord> {
  const batch = await readable(c, id);
  if (batch.report === null) throw new AppError('BATCH_STATE', 'This batch is not checked yet.');
  return batch;
}

function sendCsv(
  c: Context<HttpEnv>,
  { id }: BatchRecord,
  what: 'results' | 'errors',
  pieces: AsyncIterable<string>,
): Response {
  return streamText(c, pieces, {
    'content-type': 'text/csv; charset=utf-8',
    // Not by the name that the roster came under: what others chose is no name for a file on someone's disk.
    'content-disposition': `attachment; filename="${what}-${id.slice(0, 8)}.csv"`,
  });
}
