import type { BatchRecord, BatchRow, RowOutcome } from '../../store/batch-store.ts';
import type { Issuing } from '../issuing.ts';

const PAGE = 500;

/** Every row of the batch as it stands, in the order of the file, page by page; full credentials come last. */
export async function* readRows(
  { store }: Pick<Issuing, 'store'>,
  { id, revision }: Pick<BatchRecord, 'id' | 'revision'>,
  outcomes?: readonly RowOutcome[],
): AsyncGenerator<BatchRow> {
  let after: number | undefined;
  for (;;) {
    const rows = await store.listBatchRows(id, revision, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
      ...(outcomes === undefined ? {} : { outcomes }),
    });
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.position;
  }
}
