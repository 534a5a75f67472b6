import type { BatchRecord, BatchRow, RowOutcome } from '../../store/batch-store.ts';
import type { Issuing } from '../issuing.ts';
import { type PageOf, readEach } from '../read-pages.ts';

const PAGE = 500;

/** Every row of the batch as it stands, in the order of the file, page by page; full credentials come last. */
export async function* readRows(
  { store }: Pick<Issuing, 'store'>,
  { id, revision }: Pick<BatchRecord, 'id' | 'revision'>,
  outcomes?: readonly RowOutcome[],
): AsyncGenerator<BatchRow> {
  const filter = outcomes === undefined ? {} : { outcomes };
  yield* readEach(
    PAGE,
    (page: PageOf<number>) => store.listBatchRows(id, revision, { ...page, ...filter }),
    ({ position }) => position,
  );
}
