import { expect, it } from 'vitest';
import { fuzzReaders } from '../support/fuzz-readers.ts';

/** A few of the runs that `npm run fuzz` makes many of. */
it('no reader throws, and none finds anything that is valid and means something else', async () => {
  const reports = await fuzzReaders(1_800, 1);
  expect(reports.map(({ format }) => format)).toEqual(['json', 'jwt', 'png', 'svg', 'pdf', 'zip']);
  for (const { answers, found, failures } of reports) {
    expect(failures).toEqual([]);
    // Neither all broken nor all as it was: the changes reach what they are to reach.
    expect(answers).toBeGreaterThanOrEqual(3);
    expect(found).toBeGreaterThan(5);
  }
  expect(reports.reduce((sum, { changed }) => sum + changed, 0)).toBeGreaterThan(50);
});
