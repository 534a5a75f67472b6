import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageOf, readEach, readPages } from '../../src/issuer/read-pages.ts';

const Rows = fc.uniqueArray(fc.nat(200), { maxLength: 40 }).map((rows) => rows.sort((a, b) => a - b));
const Limit = fc.integer({ min: 1, max: 12 });

/** A list as the store has them, and what it was asked for. */
function openList(rows: readonly number[]) {
  const asked: PageOf<number>[] = [];
  const read = async (page: PageOf<number>) => {
    asked.push(page);
    return rows.filter((row) => row > (page.after ?? -1)).slice(0, page.limit);
  };
  return { asked, read };
}

const itself = (row: number) => row;

describe('a list that is read page by page', () => {
  it('has every row once and in order, whatever the limit', async () => {
    await fc.assert(
      fc.asyncProperty(Rows, Limit, async (rows, limit) => {
        const { read, asked } = openList(rows);
        const pages: number[][] = [];
        for await (const page of readPages(limit, read, itself)) pages.push(page);
        expect(pages.flat()).toEqual(rows);
        expect(pages.every(({ length }) => length > 0 && length <= limit)).toBe(true);
        expect(asked.length).toBe(Math.floor(rows.length / limit) + 1);
        const each: number[] = [];
        for await (const row of readEach(limit, read, itself)) each.push(row);
        expect(each).toEqual(rows);
      }),
    );
  });

  it('is not read further than whoever asks goes', async () => {
    const { read, asked } = openList([1, 2, 3, 4, 5]);
    for await (const row of readEach(2, read, itself)) if (row === 3) break;
    expect(asked).toEqual([{ limit: 2 }, { limit: 2, after: 2 }]);
  });
});
