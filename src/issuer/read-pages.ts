/** What a paging method of the store is asked for: so many rows, after the last one of the page before. */
export interface PageOf<Key> {
  limit: number;
  after?: Key;
}

/**
 * A long list, page by page; the last page is the one that is not full. A page is read when it is wanted: whoever stops early
 * reads no more. `keyOf` names a row in `after`. Rejects as `read` does.
 */
export async function* readPages<Row, Key extends string | number = string>(
  limit: number,
  read: (page: PageOf<Key>) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<Row[], undefined> {
  for (let page: PageOf<Key> = { limit }; ; ) {
    const rows = await read(page);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return undefined;
    page = { limit, after: keyOf(last) };
  }
}

/** The same, row by row. */
export async function* readEach<Row, Key extends string | number = string>(
  limit: number,
  read: (page: PageOf<Key>) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<Row, undefined> {
  for await (const rows of readPages(limit, read, keyOf)) yield* rows;
  return undefined;
}
