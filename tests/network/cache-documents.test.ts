import { beforeEach, expect, test } from 'vitest';
import { type FetchDocument, FetchFailure } from '../../src/model/verification.ts';
import { cacheDocuments } from '../../src/network/cache-documents.ts';
import { expectFailure } from './expect-failure.ts';

let clock: number;
let asked: string[];
const now = () => new Date(clock);
const options = { ttlMs: 1000, maxEntries: 2, now };
const counting: FetchDocument = async (url) => {
  asked.push(url);
  return { document: { url } };
};

beforeEach(() => {
  clock = Date.parse('2026-11-21T08:00:00Z');
  asked = [];
});

test('an answer is kept for its time, as the same object with the date of its fetching', async () => {
  const fetchDocument = cacheDocuments(counting, options);
  const first = await fetchDocument('a');
  expect(first).toEqual({ document: { url: 'a' }, fetchedAt: new Date('2026-11-21T08:00:00Z') });
  clock += 999;
  expect(await fetchDocument('a')).toBe(first);
  clock += 1;
  expect(await fetchDocument('a')).not.toBe(first);
  expect(asked).toEqual(['a', 'a']);
});

test('a date that the answer brings stays', async () => {
  const fetchedAt = new Date('2020-01-01T00:00:00Z');
  const fetchDocument = cacheDocuments(async () => ({ document: {}, fetchedAt }), options);
  expect((await fetchDocument('a')).fetchedAt).toBe(fetchedAt);
});

test('those who ask at the same time share one request', async () => {
  let answer = (_: { document: { late: true } }) => {};
  const fetchDocument = cacheDocuments((url) => {
    asked.push(url);
    return new Promise((resolve) => {
      answer = resolve;
    });
  }, options);
  const both = Promise.all([fetchDocument('a'), fetchDocument('a')]);
  answer({ document: { late: true } });
  const [one, other] = await both;
  expect(one).toBe(other);
  expect(asked).toEqual(['a']);
});

test.each([
  ['rejects', () => Promise.reject(new FetchFailure('unreachable'))],
  [
    'throws at once',
    () => {
      throw new FetchFailure('unreachable');
    },
  ],
])('a failure that %s reaches all who wait and is not kept', async (_, fail: () => Promise<never>) => {
  let failing = true;
  const fetchDocument = cacheDocuments((url) => (failing ? fail() : counting(url)), options);
  const both = [fetchDocument('a'), fetchDocument('a')];
  for (const each of both) await expectFailure(each, 'unreachable');
  failing = false;
  expect((await fetchDocument('a')).document).toEqual({ url: 'a' });
});

test('the document that was not used for longest makes room', async () => {
  const fetchDocument = cacheDocuments(counting, options);
  for (const url of ['a', 'b', 'a', 'c', 'a', 'b']) await fetchDocument(url);
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
});

test('use does not lengthen the time that an answer is kept', async () => {
  const fetchDocument = cacheDocuments(counting, options);
  await fetchDocument('a');
  clock += 600;
  await fetchDocument('a');
  clock += 600;
  await fetchDocument('a');
  expect(asked).toEqual(['a', 'a']);
});
