/**
 * A process of its own for `two-processes-batches.test.ts`: `issue-batches.ts <database URL> <process name> <batch id>…`.
 * Issues what is open in these batches, all of them at once, as another process does at the same time.
 */
import { openStore } from '../../src/store/open-store.ts';
import { batchIntentOf, closeAll, issuedOf, refusedOf, reserveAll } from '../support/batch-fixtures.ts';

const RANGE = 25;
const [url = '', name = '', ...ids] = process.argv.slice(2);
const store = await openStore(url, { statusListLength: 256 });

await Promise.all(
  ids.map(async (id, b) => {
    const ranges = await store.listOpenBatchRanges(id, 1, 0, RANGE);
    if ((b + name.length) % 2) ranges.reverse();
    for (const range of ranges) {
      const rows = await store.listOpenBatchRows(id, 1, { phase: 0, ...range });
      const intents = rows.map(({ position, rowRef }) =>
        batchIntentOf({ id, revision: 1 }, position, {
          holder: { externalId: rowRef ?? '', name: 'A' },
        }),
      );
      const issuances = await reserveAll(store, { id, revision: 1 }, intents);
      const reserved = issuances.filter((issuance) => issuance !== null);
      await closeAll(
        store,
        id,
        reserved.map((one, i) =>
          i % 10 === 0
            ? refusedOf(one)
            : issuedOf(one, { body: `{"by":"${name}"}`, shareId: `${name} ${one.id}` }),
        ),
      );
    }
  }),
);
await store.close();
